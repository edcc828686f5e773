package person

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"siil/internal/gate"
	"siil/internal/value"
)

// Bounds of what one search for twins reads.
const (
	maxPrefixes   = 10
	prefixRows    = " LIMIT 200"
	maxBirths     = 64
	birthRows     = " LIMIT 400"
	maxNameWords  = 3
	oldestBirth   = 1900
	twinsSQL      = "SELECT " + columns + " FROM person p WHERE p.zone = $1 AND p.merged_into IS NULL AND "
	twinsByTaxSQL = twinsSQL + "p.tax_base = $2 LIMIT 50"
	twinsByDaySQL = twinsSQL + "p.birth_date IN ($2, $3)" + birthRows
	twinsFromSQL  = twinsSQL + "p.tax_base >= $2 AND p.tax_base < $3 LIMIT 50"
)

// twinsByNearDaySQL always has the same number of parameters, so that it is prepared once.
var twinsByNearDaySQL = twinsSQL + "p.birth_date IN (" + numbered(2, maxBirths) + ")" + birthRows

func numbered(first, n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString("$" + strconv.Itoa(first+i))
	}
	return b.String()
}

// candidates reads, each through an index and within a bound, who has the same tax code but for omocodia or one that begins likewise, who
// was born on the day or on one that a slip of the pen makes of it, and who has a name that begins likewise, in either order.
func candidates(tx *gate.ReadTx, p Person) (out []Person, err error) {
	add := func(query string, args ...any) {
		if err == nil {
			var found []Person
			found, err = gate.All(tx, query, append([]any{tx.Zone()}, args...), scan)
			out = append(out, found...)
		}
	}
	code := p.TaxCode
	if len(code) == 16 || code.Temporary() {
		add(twinsByTaxSQL, code.Canonical())
	}
	if n := len(code); n >= minCodeBeginning && n <= 16 { // a wrong character in the second half leaves the first
		from := string(code[:min(n, codeFirstHalf)])
		add(twinsFromSQL, from, from+last)
	}
	birth := p.BirthDate
	if birth.IsZero() {
		birth, _ = code.TypedBirth(tx.Today())
	}
	if !birth.IsZero() {
		near := nearBirths(birth, tx.Today())
		add(twinsByDaySQL, near[0], near[1])
		args := make([]any, maxBirths)
		for i := range args {
			args[i] = near[min(i+2, len(near)-1)]
		}
		add(twinsByNearDaySQL, args...)
	}
	if query, args := byNames(p); query != "" {
		add(query, args...)
	}
	return out, err
}

// An unfinished code is looked up from so many characters on; a whole one also by its first half: name and year.
const (
	minCodeBeginning = 8
	codeFirstHalf    = 8
)

// nearBirths are the days that are likely to be one that was written wrongly (see value.DatesLikely): itself, then the one with day and
// month exchanged or itself again, then those with one digit different.
func nearBirths(d, today value.Date) []value.Date {
	out := []value.Date{d, d}
	if turned, ok := turn(d); ok {
		out[1] = turned
	}
	digits := []byte(d.Format()) // dd/mm/yyyy
	for i, was := range digits {
		if was == '/' {
			continue
		}
		for c := byte('0'); c <= '9'; c++ {
			digits[i] = c
			n := func(from, to int) int { v, _ := strconv.Atoi(string(digits[from:to])); return v }
			if near, ok := value.NewDate(n(6, 10), time.Month(n(3, 5)), n(0, 2)); ok && c != was && near.Year() >= oldestBirth && !near.After(today) {
				out = append(out, near)
			}
		}
		digits[i] = was
	}
	return out[:min(len(out), maxBirths)]
}

// byNames finds names by how they begin. A key is one word or field in full and the first letter of the other: it finds "Rossi M. Grazia"
// for "Rossi Maria Grazia", with the given name first "Maria Rosi" for "Maria Rossi", and by each word of a double name whoever has only
// that one. Without statistics SQLite takes an order or an OR for a reason to walk the zone: no ORDER BY, and one SELECT for each range.
func byNames(p Person) (query string, args []any) {
	family, given := value.NameTokens(p.FamilyName), value.NameTokens(p.GivenName)
	if len(family) == 0 || len(given) == 0 {
		return "", nil
	}
	var ranges []string
	seen := map[string]bool{}
	add := func(column, first, second string) {
		key := first + " " + string([]rune(second)[:1])
		if seen[column+key] || len(ranges) == maxPrefixes {
			return
		}
		seen[column+key] = true
		n := len(args) + 2
		args = append(args, key, key+last)
		ranges = append(ranges, "SELECT * FROM ("+twinsSQL+column+" >= $"+strconv.Itoa(n)+" AND "+column+" < $"+strconv.Itoa(n+1)+prefixRows+") AS r"+
			strconv.Itoa(n))
	}
	wholeFamily, wholeGiven := strings.Join(family, " "), strings.Join(given, " ")
	add("p.name_key", wholeFamily, given[0])
	add("p.given_key", wholeGiven, family[0])
	add("p.name_key", wholeGiven, family[0])
	add("p.given_key", wholeFamily, given[0])
	for _, f := range words(family) {
		add("p.name_key", f, given[0])
		add("p.given_key", given[0], f)
	}
	for _, g := range words(given) {
		add("p.given_key", g, family[0])
		add("p.name_key", wholeFamily, g)
	}
	return strings.Join(ranges, " UNION ALL "), args
}

func words(name []string) []string { return slices.Clone(name[:min(len(name), maxNameWords)]) }
