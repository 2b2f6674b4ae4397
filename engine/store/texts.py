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
    "save_member": "UPDATE members SET name=:name, category=:category, unit=:unit, since=:since, until=:until WHERE members.id = :key_id",
    "stays": 'SELECT stays.member, stays.start, stays."end", stays.category, stays.unit, stays.suspended, stays.paper FROM '
    "stays ORDER BY stays.member, stays.start",
    "add_stays": 'INSERT INTO stays (member, start, "end", category, unit, suspended, paper) VALUES (:member, :start, :end, '
    ":category, :unit, :suspended, :paper)",
    "save_stays": 'UPDATE stays SET "end"=:end, category=:category, unit=:unit, suspended=:suspended, paper=:paper WHERE '
    "stays.member = :key_member AND stays.start = :key_start",
    "agencies": 'SELECT agencies.id, agencies.principal, agencies.agent, agencies.start, agencies."end", agencies.reason FROM '
    "agencies ORDER BY agencies.id",
    "add_agencies": 'INSERT INTO agencies (id, principal, agent, start, "end", reason) VALUES ((SELECT coalesce(max(agencies.id), 0) '
    "+ 1 AS anon_1 FROM agencies), :principal, :agent, :start, :end, :reason) RETURNING id",
    "save_agencies": 'UPDATE agencies SET principal=:principal, agent=:agent, start=:start, "end"=:end, reason=:reason WHERE '
    "agencies.id = :key_id",
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
    "bank_lines": 'SELECT bank_lines.digest, bank_lines.fund, bank_lines."on", bank_lines.minor, bank_lines.currency, '
    "bank_lines.text, bank_lines.counterparty, bank_lines.reference, bank_lines.balance, bank_lines.posting FROM "
    'bank_lines ORDER BY bank_lines.fund, bank_lines."on", bank_lines.digest',
    "add_bank_lines": 'INSERT INTO bank_lines (digest, fund, "on", minor, currency, text, counterparty, reference, balance, posting) '
    "VALUES (:digest, :fund, :on, :minor, :currency, :text, :counterparty, :reference, :balance, :posting)",
    "save_bank_lines": 'UPDATE bank_lines SET fund=:fund, "on"=:on, minor=:minor, currency=:currency, text=:text, '
    "counterparty=:counterparty, reference=:reference, balance=:balance, posting=:posting WHERE bank_lines.digest = "
    ":key_digest",
    "participations": 'SELECT participations."case", participations.member, participations.state, participations.at, '
    'participations.came, participations.minutes FROM participations ORDER BY participations."case", '
    "participations.at, participations.member",
    "participations_of": 'SELECT participations."case", participations.member, participations.state, participations.at, '
    'participations.came, participations.minutes FROM participations WHERE participations."case" = :number ORDER BY '
    "participations.at, participations.member",
    "participations_by": 'SELECT participations."case", participations.member, participations.state, participations.at, '
    "participations.came, participations.minutes FROM participations WHERE participations.member = :person ORDER BY "
    'participations.at, participations."case"',
    "add_participations": 'INSERT INTO participations ("case", member, state, at, came, minutes) VALUES (:case, :member, :state, :at, '
    ":came, :minutes)",
    "save_participations": 'UPDATE participations SET state=:state, at=:at, came=:came, minutes=:minutes WHERE participations."case" = '
    ":key_case AND participations.member = :key_member",
    "occurrences": 'SELECT occurrences.id, occurrences.member, occurrences.event, occurrences."on", occurrences."case", '
    'occurrences.excused FROM occurrences ORDER BY occurrences."on", occurrences.id',
    "occurrences_of": 'SELECT occurrences.id, occurrences.member, occurrences.event, occurrences."on", occurrences."case", '
    'occurrences.excused FROM occurrences WHERE occurrences.member = :person ORDER BY occurrences."on", '
    "occurrences.id",
    "add_occurrences": 'INSERT INTO occurrences (id, member, event, "on", "case", excused) VALUES ((SELECT coalesce(max(occurrences.id), '
    "0) + 1 AS anon_1 FROM occurrences), :member, :event, :on, :case, :excused) RETURNING id",
    "save_occurrences": 'UPDATE occurrences SET member=:member, event=:event, "on"=:on, "case"=:case, excused=:excused WHERE '
    "occurrences.id = :key_id",
    "tasks": 'SELECT tasks."key", tasks.duty, tasks.charter, tasks.about, tasks.unit, tasks.due, tasks.state, '
    'tasks.provisional, tasks."case", tasks.done, tasks."by" FROM tasks ORDER BY tasks.due, tasks."key"',
    "tasks_in": 'SELECT tasks."key", tasks.duty, tasks.charter, tasks.about, tasks.unit, tasks.due, tasks.state, '
    'tasks.provisional, tasks."case", tasks.done, tasks."by" FROM tasks WHERE tasks.state = :wanted ORDER BY '
    'tasks.due, tasks."key"',
    "task": 'SELECT tasks."key", tasks.duty, tasks.charter, tasks.about, tasks.unit, tasks.due, tasks.state, '
    'tasks.provisional, tasks."case", tasks.done, tasks."by" FROM tasks WHERE tasks."key" = :key_key',
    "add_tasks": 'INSERT INTO tasks ("key", duty, charter, about, unit, due, state, provisional, "case", done, "by") VALUES (:key, '
    ":duty, :charter, :about, :unit, :due, :state, :provisional, :case, :done, :by)",
    "save_tasks": "UPDATE tasks SET duty=:duty, charter=:charter, about=:about, unit=:unit, due=:due, state=:state, "
    'provisional=:provisional, "case"=:case, done=:done, "by"=:by WHERE tasks."key" = :key_key',
    "notices": 'SELECT notices."key", notices."to", notices.about, notices.kind, notices.at, notices.text, notices.seen FROM '
    'notices ORDER BY notices.at, notices."key"',
    "notices_to": 'SELECT notices."key", notices."to", notices.about, notices.kind, notices.at, notices.text, notices.seen FROM '
    'notices WHERE notices."to" = :person ORDER BY notices.at, notices."key"',
    "notices_unseen": 'SELECT notices."key", notices."to", notices.about, notices.kind, notices.at, notices.text, notices.seen FROM '
    'notices WHERE notices."to" = :person AND notices.seen IS NULL ORDER BY notices.at, notices."key"',
    "notices_about": 'SELECT notices."key", notices."to", notices.about, notices.kind, notices.at, notices.text, notices.seen FROM '
    'notices WHERE notices.about = :subject ORDER BY notices.at, notices."key"',
    "notice": 'SELECT notices."key", notices."to", notices.about, notices.kind, notices.at, notices.text, notices.seen FROM '
    'notices WHERE notices."key" = :key_key',
    "add_notices": 'INSERT INTO notices ("key", "to", about, kind, at, text, seen) VALUES (:key, :to, :about, :kind, :at, :text, :seen)',
    "save_notices": 'UPDATE notices SET "to"=:to, about=:about, kind=:kind, at=:at, text=:text, seen=:seen WHERE notices."key" = :key_key',
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
