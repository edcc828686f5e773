package sheet

import (
	"strings"
	"unicode"
)

// headingWithin is how many rows from the top may hold the heading.
const headingWithin = 30

// findHeading gives the index of the row of headings, or -1.
func findHeading(rows []Row, score Scorer) int {
	rows = rows[:min(len(rows), headingWithin)]
	if score != nil {
		best, at := 0, -1
		for i, r := range rows {
			if n := score(r.Texts()); n > best {
				best, at = n, i
			}
		}
		if at >= 0 {
			return at
		}
	}
	for i, r := range rows {
		if looksLikeHeading(r) {
			return i
		}
	}
	return -1
}

// looksLikeHeading tells whether a row has three cells or more, all text and all different.
func looksLikeHeading(r Row) bool {
	seen := map[string]bool{}
	for i, c := range r.Cells {
		t := strings.ToLower(r.Text(i))
		if t == "" {
			continue
		}
		if c.Numeric || c.IsDate || c.Error || !names(t) || seen[t] {
			return false
		}
		seen[t] = true
	}
	return len(seen) >= 3
}

// names tells whether a text can name a column: "N." and "#" can, "12" and "1/2/2024" cannot.
func names(t string) bool {
	return strings.ContainsFunc(t, unicode.IsLetter) || !strings.ContainsFunc(t, unicode.IsDigit)
}
