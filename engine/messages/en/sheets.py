"""What stands in tables that are written as files: names of sheets, headings, remarks; the same words for what is read back."""

from __future__ import annotations

SHEETS: dict[str, str] = {
    # a fund's statement
    "statement": "Statement",
    "statement_title": "{charter}: {fund}, statement",
    "days": "from {first} to {last}",
    "opening": "balance before",
    "closing": "balance after",
    "sum": "in all",
    "id": "no.",
    "at": "time",
    "case": "case",
    "kind": "kind",
    "about": "about",
    "other": "from or to",
    "came": "in",
    "went": "out",
    "balance": "balance",
    "remark": "remark",
    "reverses": "takes back no. {id}",
    "reversed_by": "taken back by no. {id}",
    "totals": "By kind",
    "count": "postings",
    "budget": "Budget",
    "item": "item",
    "quarter": "quarter",
    "state": "state",
    "granted": "granted",
    "paid": "paid in these days",
    "taken": "paid or asked for",
    "left": "left",
    "unit_of_money": "amounts in yuan; what was taken back stands as a negative amount",
}
