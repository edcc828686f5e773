package person

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// last is above every character: prefix to prefix+last is the range of the texts that begin so, on both engines, by the index.
const last = "\U0010FFFF"

func monthOf(n int) time.Month { return time.Month(n) }

// minLetters is how many letters or digits a search needs: fewer would list the zone.
const minLetters = 2

// maxQuery is how much of a search is looked at, in bytes.
const maxQuery = 200

// SearchCondition is the WHERE condition, over case_file under the alias c, that finds people by name as people type it (either name
// first, the last word unfinished, any accents and apostrophes) or by the whole tax code, also one that omocodia has changed. Its
// parameters are numbered from firstParam; $1 must be the zone. ok is false when the query is too short to search for.
func SearchCondition(query string, firstParam int) (where string, args []any, ok bool) {
	query = strings.ToValidUTF8(query[:min(len(query), maxQuery)], "")
	var any []string
	param := func(v string) string {
		args = append(args, v)
		return "$" + strconv.Itoa(firstParam+len(args)-1)
	}
	if code, err := value.ParseTaxCode(query); err == nil {
		any = append(any, "s.tax_base = "+param(string(code.Canonical())))
	} else if letters(query) >= minLetters {
		for _, key := range value.SearchKeys(query) {
			from, to := param(key), param(key+last)
			any = append(any, "s.name_key >= "+from+" AND s.name_key < "+to, "s.given_key >= "+from+" AND s.given_key < "+to)
		}
	}
	if len(any) == 0 {
		return "", nil, false
	}
	// One SELECT for each range: an OR of ranges makes SQLite walk the zone.
	const each = "SELECT s.id FROM person s WHERE s.zone = $1 AND "
	return "c.person_id IN (" + each + strings.Join(any, " UNION ALL "+each) + ")", args, true
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// Hit is a case found by its person. Tax code and birth are empty for who may not read them in lists.
type Hit struct {
	PersonID   value.ID
	CaseID     value.ID
	Number     int
	GivenName  string
	FamilyName string
	TaxCode    value.TaxCode
	BirthDate  value.Date
}

// Search finds the cases, among those that the actor's lists show, whose person a query names, by name. It decides as lists do and
// leaves the leaf of one. A query that is too short finds nothing.
func Search(tx *gate.ReadTx, query string, limit int) ([]Hit, error) {
	where, args, ok := SearchCondition(query, 3)
	if !ok {
		where = "c.id IS NULL"
	}
	return gate.List(tx, gate.Listing[Hit]{Action: policy.CaseList, Args: args, Row: hitRow(tx),
		Query: searchSQL(where, limit)})
}

// searchSQL sorts by an expression, because SQLite would take an index in that order for a reason to walk the zone.
func searchSQL(where string, limit int) string {
	return `SELECT c.id, c.number, p.id, p.given_name, p.family_name, p.tax_code, p.birth_date, c.manager_id,
		EXISTS (SELECT 1 FROM case_member m WHERE m.zone = c.zone AND m.case_id = c.id AND m.account_id = $2 AND m.until_at IS NULL)
		FROM case_file c JOIN person p ON p.zone = c.zone AND p.id = c.person_id
		WHERE {scope} AND c.merged_into IS NULL AND ` + where + ` ORDER BY c.name_key || '', c.id LIMIT ` + strconv.Itoa(limit)
}

func hitRow(tx *gate.ReadTx) func(s gate.Scanner) (Hit, policy.Resource, error) {
	return func(s gate.Scanner) (h Hit, res policy.Resource, err error) {
		var manager value.ID
		var team bool
		err = s.Scan(&h.CaseID, &h.Number, &h.PersonID, &h.GivenName, &h.FamilyName, &h.TaxCode, &h.BirthDate, &manager, &team)
		me := tx.Who().Account
		res = policy.Resource{Kind: policy.Case, ID: h.CaseID, CaseManager: manager == me && !me.Absent(), CaseTeam: team}
		if !tx.May(policy.CaseDetails, res) {
			h.TaxCode, h.BirthDate = "", value.Date{}
		}
		return h, res, err
	}
}
