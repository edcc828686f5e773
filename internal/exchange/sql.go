package exchange

const (
	waitingSQL = "SELECT COUNT(*) FROM import_line l JOIN import i ON i.zone = l.zone AND i.id = l.import_id" +
		" WHERE l.zone = $1 AND l.result = $2 AND l.case_id IS NULL AND i.state IN ('checked', 'done')"
	staleSQL = "SELECT id FROM import_progress WHERE zone = $1"

	// subjectSQL is people with the case that is theirs; a condition on p follows.
	subjectSQL = `SELECT p.id, p.given_name, p.family_name, p.tax_code, p.birth_date, COALESCE(p.birth_place, ''), COALESCE(p.sex, ''),
		COALESCE(p.municipality, ''), COALESCE(p.address, ''), COALESCE(p.phone, ''), COALESCE(p.email, ''), COALESCE(p.language, ''),
		p.version, p.merged_into, c.id, c.episode_id, COALESCE(c.state, ''), c.manager_id, c.seat_id, c.next_on
		FROM person p LEFT JOIN case_file c ON c.zone = p.zone AND c.person_id = p.id AND c.merged_into IS NULL WHERE p.zone = $1 AND `
	beforeSQL = "SELECT l.digest, CASE WHEN l.case_id IS NOT NULL THEN l.person_id END, l.twin_id FROM import_line l JOIN import i ON i.zone = l.zone AND i.id = l.import_id" +
		" WHERE l.zone = $1 AND i.state = 'done' AND l.digest IN "
	referralsSQL = "SELECT case_id, received_on, organisation_id, COALESCE(sender_words, '') FROM referral WHERE zone = $1 AND case_id IN "
	membersSQL   = "SELECT person_id, programme FROM membership WHERE zone = $1 AND person_id IN "
	broughtSQL   = "SELECT id, case_id, differs FROM import_line WHERE zone = $1 AND case_id IN "

	importColumns = "i.id, i.file_name, i.size, i.kind, i.heading, i.mapping, i.state, i.counts, i.made_at, i.by_id, i.finished_at"
	importSQL     = "SELECT " + importColumns + " FROM import i WHERE i.zone = $1 AND i.id = $2"
	importsSQL    = "SELECT " + importColumns + " FROM import i WHERE i.zone = $1 ORDER BY i.made_at DESC, i.id DESC LIMIT 100"
	progressSQL   = "SELECT step, done, total, at FROM import_progress WHERE zone = $1 AND id = $2"
	mappingSQL    = "SELECT id, mapping, version FROM import_mapping WHERE zone = $1 AND signature = $2"

	lineColumns = "l.id, l.line, l.result, COALESCE(l.column_name, ''), COALESCE(l.reason, ''), COALESCE(l.choice, ''), l.twin_id, l.person_id, l.case_id, l.digest, l.cells, l.differs, l.settled_at"
	linesSQL    = "SELECT " + lineColumns + " FROM import_line l WHERE l.zone = $1 AND l.import_id = $2"
	lineRank    = "CASE l.result WHEN 'doubtful' THEN 0 WHEN 'refused' THEN 1 ELSE 2 END" // what asks for somebody comes first
	linesOfSQL  = " AND (CAST($3 AS TEXT) = '' OR l.result = $3) AND (" + lineRank + " > $4 OR " + lineRank + " = $4 AND l.line > $5) ORDER BY " + lineRank + ", l.line LIMIT 101"
	outSQL      = " AND l.case_id IS NULL AND l.result IN ('doubtful', 'refused') ORDER BY l.line"
	countsSQL   = "SELECT result, COUNT(*) FROM import_line WHERE zone = $1 AND import_id = $2 GROUP BY result"
	doubtsSQL   = "SELECT " + lineColumns + ", i.id, i.file_name FROM import_line l JOIN import i ON i.zone = l.zone AND i.id = l.import_id" +
		" WHERE l.zone = $1 AND l.result = 'doubtful' AND l.case_id IS NULL AND i.state IN ('checked', 'done') ORDER BY l.settled_at IS NOT NULL, i.made_at, l.line LIMIT 100"
)
