"""What every statement of `statements` compiles to for SQLite: reading needs no SQLAlchemy. A test holds both equal."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "settings": "SELECT book.id, book.charter, book.founded, book.rehearsal, book.clock FROM book",
    "add_settings": "INSERT INTO book (id, charter, founded, rehearsal, clock) VALUES (:id, :charter, :founded, :rehearsal, :clock)",
    "save_settings": "UPDATE book SET charter=:charter, founded=:founded, rehearsal=:rehearsal, clock=:clock",
    "charter": "SELECT charters.digest, charters.compiled, charters.source, charters.file_name FROM charters WHERE "
    "charters.digest = :digest",
    "charters": "SELECT charters.digest, charters.compiled, charters.source, charters.file_name FROM charters ORDER BY charters.digest",
    "add_charter": "INSERT INTO charters (digest, compiled, source, file_name) VALUES (:digest, :compiled, :source, :file_name)",
    "members": "SELECT members.id, members.name, members.category, members.unit, members.since, members.until FROM members ORDER "
    "BY members.id",
    "member": "SELECT members.id, members.name, members.category, members.unit, members.since, members.until FROM members WHERE "
    "members.id = :id",
    "add_member": "INSERT INTO members (id, name, category, unit, since, until) VALUES (:id, :name, :category, :unit, :since, :until)",
    "end_member": "UPDATE members SET until=:until WHERE members.id = :key",
    "tenures": 'SELECT tenures.id, tenures.member, tenures.role, tenures.unit, tenures.start, tenures."end", tenures.paper FROM '
    "tenures ORDER BY tenures.id",
    "add_tenure": 'INSERT INTO tenures (id, member, role, unit, start, "end", paper) VALUES ((SELECT coalesce(max(tenures.id), 0) + '
    "1 AS anon_1 FROM tenures), :member, :role, :unit, :start, :end, :paper) RETURNING id",
    "end_tenure": 'UPDATE tenures SET "end"=:end WHERE tenures.id = :key',
    "case": "SELECT cases.record, cases.closed FROM cases WHERE cases.number = :number",
    "cases": "SELECT cases.state, cases.record FROM cases ORDER BY cases.opened, cases.number",
    "cases_open": "SELECT cases.state, cases.record FROM cases WHERE cases.closed = 0 ORDER BY cases.opened, cases.number",
    "cases_of": "SELECT cases.state, cases.record FROM cases WHERE cases.process = :process ORDER BY cases.opened, cases.number",
    "cases_of_open": "SELECT cases.state, cases.record FROM cases WHERE cases.process = :process AND cases.closed = 0 ORDER BY "
    "cases.opened, cases.number",
    "cases_page": "SELECT cases.number, cases.process, cases.charter, cases.state, cases.version, cases.closed, cases.drafter, "
    "cases.opened, cases.since, cases.record FROM cases WHERE cases.number > :after ORDER BY cases.number LIMIT "
    ":limit OFFSET 0",
    "numbers": "SELECT cases.number FROM cases WHERE cases.number >= :first AND cases.number < :last ORDER BY cases.number LIMIT "
    ":limit OFFSET 0",
    "last_number": "SELECT cases.number FROM cases WHERE cases.number >= :first AND cases.number < :last ORDER BY "
    "length(cases.number) DESC, cases.number DESC LIMIT 1 OFFSET 0",
    "add_case": "INSERT INTO cases (number, process, charter, state, version, closed, drafter, opened, since, record) VALUES "
    "(:number, :process, :charter, :state, :version, :closed, :drafter, :opened, :since, :record)",
    "save_case": "UPDATE cases SET state=:state, version=:version, drafter=:drafter, since=:since, record=:record WHERE "
    "cases.number = :key AND cases.version = :before",
    "close_case": "UPDATE cases SET closed=:final WHERE cases.number = :key",
    "postings": 'SELECT postings.id, postings."case", postings.debit, postings.credit, postings.minor, postings.currency, '
    "postings.at, postings.reverses FROM postings ORDER BY postings.id",
    "postings_of": 'SELECT postings.id, postings."case", postings.debit, postings.credit, postings.minor, postings.currency, '
    'postings.at, postings.reverses FROM postings WHERE postings."case" = :case ORDER BY postings.id',
    "postings_on": 'SELECT postings.id, postings."case", postings.debit, postings.credit, postings.minor, postings.currency, '
    "postings.at, postings.reverses FROM postings WHERE postings.debit = :account OR postings.credit = :account ORDER "
    "BY postings.id",
    "add_posting": 'INSERT INTO postings (id, "case", debit, credit, minor, currency, at, reverses) VALUES ((SELECT '
    "coalesce(max(postings.id), 0) + 1 AS anon_1 FROM postings), :case, :debit, :credit, :minor, :currency, :at, "
    ":reverses) RETURNING id",
    "balances": "SELECT accounts.account, accounts.currency, accounts.minor FROM accounts ORDER BY accounts.account, accounts.currency",
    "add_account": "INSERT INTO accounts (account, currency, minor) VALUES (:account, :currency, :minor)",
    "move_account": "UPDATE accounts SET minor=(accounts.minor + :change) WHERE accounts.account = :key AND accounts.currency = :money",
    "gifts": 'SELECT gifts."case", gifts."by", gifts.process, gifts.minor, gifts.currency, gifts."on", gifts.reversed, '
    'gifts.used_by FROM gifts ORDER BY gifts."on", gifts."case", gifts."by"',
    "gifts_by": 'SELECT gifts."case", gifts."by", gifts.process, gifts.minor, gifts.currency, gifts."on", gifts.reversed, '
    'gifts.used_by FROM gifts WHERE gifts."by" = :person ORDER BY gifts."on", gifts."case", gifts."by"',
    "gifts_of": 'SELECT gifts."case", gifts."by", gifts.process, gifts.minor, gifts.currency, gifts."on", gifts.reversed, '
    'gifts.used_by FROM gifts WHERE gifts."case" = :number ORDER BY gifts."by"',
    "add_gift": 'INSERT INTO gifts ("case", "by", process, minor, currency, "on", reversed, used_by) VALUES (:case, :by, '
    ":process, :minor, :currency, :on, :reversed, :used_by)",
    "use_gift": 'UPDATE gifts SET used_by=:used_by WHERE gifts."case" = :key AND gifts."by" = :person',
    "count_gift": 'UPDATE gifts SET minor=:amount, "on"=:day, reversed=0 WHERE gifts."case" = :key AND gifts."by" = :person',
    "reverse_gifts": 'UPDATE gifts SET reversed=1 WHERE gifts."case" = :key',
    "attachment": "SELECT attachments.content FROM attachments WHERE attachments.sha256 = :sha256",
    "attachments": "SELECT attachments.sha256 FROM attachments ORDER BY attachments.sha256",
    "add_attachment": "INSERT INTO attachments (sha256, content) VALUES (:sha256, :content)",
    "head": "SELECT log.seq, log.hash, log.at FROM log ORDER BY log.seq DESC LIMIT 1 OFFSET 0",
    "entries": "SELECT log.seq, log.at, log.actor, log.verb, log.subject, log.version, log.charter, log.outcome, log.cites, "
    "log.body, log.previous, log.hash FROM log WHERE log.seq > :after ORDER BY log.seq LIMIT :limit OFFSET 0",
    "entries_of": "SELECT log.seq, log.at, log.actor, log.verb, log.subject, log.version, log.charter, log.outcome, log.cites, "
    "log.body, log.previous, log.hash FROM log WHERE log.subject = :subject AND log.seq > :after ORDER BY log.seq "
    "LIMIT :limit OFFSET 0",
    "append": "INSERT INTO log (seq, at, actor, verb, subject, version, charter, outcome, cites, body, previous, hash) VALUES "
    "(:seq, :at, :actor, :verb, :subject, :version, :charter, :outcome, :cites, :body, :previous, :hash)",
}
