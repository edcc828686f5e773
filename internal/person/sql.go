package person

import "siil/internal/gate"

// columns are those of person that make a Person, under the alias p.
const columns = `p.id, p.given_name, p.family_name, p.tax_code, p.birth_date, COALESCE(p.birth_place, ''), COALESCE(p.sex, ''),
	COALESCE(p.municipality, ''), COALESCE(p.address, ''), COALESCE(p.phone, ''), COALESCE(p.email, ''), COALESCE(p.language, ''),
	p.version, p.merged_into, p.made_at, p.made_by, p.changed_at, p.changed_by`

func scan(s gate.Scanner) (p Person, err error) {
	return p, s.Scan(&p.ID, &p.GivenName, &p.FamilyName, &p.TaxCode, &p.BirthDate, &p.BirthPlace, &p.Sex, &p.Municipality, &p.Address, &p.Phone,
		&p.Email, &p.Language, &p.Version, &p.MergedInto, &p.MadeAt, &p.MadeBy, &p.ChangedAt, &p.ChangedBy)
}

const (
	loadSQL      = "SELECT " + columns + " FROM person p WHERE p.zone = $1 AND p.id = $2"
	byTaxCodeSQL = "SELECT " + columns + " FROM person p WHERE p.zone = $1 AND p.tax_code = $2 AND p.merged_into IS NULL"
	caseOfSQL    = "SELECT id, number FROM case_file WHERE zone = $1 AND person_id = $2 AND merged_into IS NULL"

	apartSQL = `SELECT second_id FROM person_apart WHERE zone = $1 AND first_id = $2
		UNION ALL SELECT first_id FROM person_apart WHERE zone = $1 AND second_id = $2`
	apartPairSQL = "SELECT id FROM person_apart WHERE zone = $1 AND first_id = $2 AND second_id = $3"

	changesSQL = `SELECT ch.id, ch.version, ch.at, ch.source, COALESCE(ch.reason, ''), ch.fields, ch.before, COALESCE(a.given_name, ''), COALESCE(a.family_name, '')
		FROM person_change ch LEFT JOIN account a ON a.zone = ch.zone AND a.id = ch.by_id
		WHERE ch.zone = $1 AND ch.person_id = $2 ORDER BY ch.version DESC LIMIT $3`
	lastChangeSQL = `SELECT ch.at, COALESCE(a.given_name, ''), COALESCE(a.family_name, '') FROM person_change ch
		LEFT JOIN account a ON a.zone = ch.zone AND a.id = ch.by_id WHERE ch.zone = $1 AND ch.person_id = $2 AND ch.version = $3`

	externalSQL = `SELECT id, person_id, owner, number, since_at, until_at FROM person_external_id
		WHERE zone = $1 AND person_id = $2 ORDER BY until_at IS NOT NULL, owner, since_at, id`
)
