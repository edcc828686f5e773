package finder

import (
	"regexp"
	"strconv"
	"strings"

	"siil/internal/casefile"
	"siil/internal/value"
)

// What a number can be asked of.
const (
	ofAnything  = ""
	ofCases     = "case"
	ofReferrals = "referral"
	ofDocuments = "document"
)

// query is what somebody typed, understood.
type query struct {
	words        string
	tokens       []string // folded, to be found at the beginning of words
	taxCode      bool
	number, year int    // a number alone, of a year (documents)
	of           string // what the number is said to be of
}

var numbered = regexp.MustCompile(`^(?:(\pL+)\s+)?(?:n\.?\s*)?#?([0-9]{1,9})(?:\s*/\s*([0-9]{4}))?$`)

// nouns are the words that may stand before a number, in both languages.
var nouns = map[string]string{"": ofAnything, "n": ofAnything, "caso": ofCases, "fascicolo": ofCases, "case": ofCases, "segnalazione": ofReferrals, "referral": ofReferrals,
	"documento": ofDocuments, "document": ofDocuments}

func understand(words string) query {
	words = strings.ToValidUTF8(strings.TrimSpace(words), "")
	if len(words) > casefile.MaxSearch {
		return query{}
	}
	q := query{words: words}
	if m := numbered.FindStringSubmatch(words); m != nil {
		of, known := nouns[strings.ToLower(m[1])]
		n, _ := strconv.Atoi(m[2])
		if known && n > 0 {
			q.number, q.of = n, of
			q.year, _ = strconv.Atoi(m[3])
			return q
		}
	}
	if q.taxCode = isTaxCode(words); !q.taxCode && letters(words) >= 2 {
		q.tokens = strings.Fields(value.FoldName(words))
	}
	return q
}

// empty tells that there is not enough to look for.
func (q query) empty() bool { return q.number == 0 && !q.taxCode && len(q.tokens) == 0 }

// exact tells whether the words can name one thing only.
func (q query) exact() bool { return q.number != 0 || q.taxCode }

// names tells whether each word stands at the beginning of a word of a name, in any order.
func (q query) names(name string) bool {
	if len(q.tokens) == 0 {
		return false
	}
	words := strings.Fields(value.FoldName(name))
	for _, t := range q.tokens {
		found := false
		for _, w := range words {
			found = found || strings.HasPrefix(w, t)
		}
		if !found {
			return false
		}
	}
	return true
}
