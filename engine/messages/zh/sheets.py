"""What stands in tables that are written as files, in Chinese; the same words for what is read back."""

from __future__ import annotations

SHEETS: dict[str, str] = {
    # 经费收支明细表
    "statement": "收支明细",
    "statement_title": "{charter}{fund}收支明细表",
    "days": "{first}至{last}",
    "opening": "期初余额",
    "closing": "期末余额",
    "sum": "合计",
    "id": "序号",
    "at": "时间",
    "case": "编号",
    "kind": "种类",
    "about": "内容",
    "other": "来源或者去向",
    "came": "收入",
    "went": "支出",
    "balance": "余额",
    "remark": "备注",
    "reverses": "冲正第{id}号",
    "reversed_by": "已由第{id}号冲正",
    "totals": "分类合计",
    "count": "笔数",
    "budget": "预算执行",
    "item": "预算项目",
    "quarter": "季度",
    "state": "状态",
    "granted": "预算数",
    "paid": "本期支付",
    "taken": "已占用",
    "left": "剩余",
    "unit_of_money": "单位：元；冲正以负数列示",
}
