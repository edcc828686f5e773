package value

import "strings"

// PersonName is the name of a person as written in two fields.
type PersonName struct{ Family, Given string }

// Likeness says why two names are thought to be of one person.
type Likeness int

// The likenesses, from none to certain; each has its own score or bounds (see SimilarNames).
const (
	Different   Likeness = iota // nothing speaks for one person
	Misspelt                    // few letters differ
	Respelt                     // it sounds the same
	Abbreviated                 // a name is shortened or left out
	Swapped                     // given and family name have changed places
	SameName                    // the folded names are equal
)

// String names the likeness for reports.
func (l Likeness) String() string {
	return [...]string{"different", "misspelt", "respelt", "abbreviated", "swapped", "same"}[l]
}

// Scores of the likenesses that letters do not measure. A misspelt name scores below all of them, at least its letters in common.
const (
	scoreSame        = 1.0
	scoreSwapped     = 0.95
	scoreAbbreviated = 0.9
	maxMisspelt      = 0.89
)

// SimilarNames compares two names on their folded letters; the order of the two does not matter. It is a rule, not a guess: 1 when
// equal, spaces aside; 0.95 when the words are the same in other places or fields; 0.9 when one is the other shortened ("M. Grazia",
// "Maria" for "Maria Grazia", one of two family names). Otherwise each field is held against its own, or crosswise, and each must be alike:
// equal, sounding the same (Mohamed and Muhammad), shortened, or with at most the slips that its longer form allows: none up to 2
// letters, one up to 7, two beyond; a slip is a letter wrong, missing, added, or two neighbours exchanged. The score is then at most
// 0.89 and the likeness the weaker of the two. Anything else is Different, whatever its score. A name without letters is like no other.
func SimilarNames(a, b PersonName) (score float64, why Likeness) {
	fa, ga, fb, gb := nameWords(a.Family), nameWords(a.Given), nameWords(b.Family), nameWords(b.Given)
	switch {
	case len(fa)+len(ga) == 0 || len(fb)+len(gb) == 0:
		return 0, Different
	case glued(fa) == glued(fb) && glued(ga) == glued(gb):
		return scoreSame, SameName
	case sameWords(append(fa[:len(fa):len(fa)], ga...), append(fb[:len(fb):len(fb)], gb...)):
		return scoreSwapped, Swapped
	case shortens(fa, fb) && shortens(ga, gb):
		return scoreAbbreviated, Abbreviated
	}
	straight, like := fields(fa, fb, ga, gb)
	if like != Different {
		return straight, like
	}
	crossed, like := fields(fa, gb, ga, fb)
	if like != Different {
		return crossed, like
	}
	return max(straight, crossed), Different
}

// fields measures two names field by field, and tells by what they are alike.
func fields(fa, fb, ga, gb []string) (float64, Likeness) {
	f, g := compareField(fa, fb), compareField(ga, gb)
	switch {
	case f.like == Different || g.like == Different || f.slips+g.slips > 0 && f.whole && g.whole:
		score := maxMisspelt * (1 - float64(f.slips+g.slips)/float64(max(1, f.length+g.length)))
		return score, min(f.like, g.like)
	}
	return maxMisspelt * (f.score * g.score), min(f.like, g.like)
}

// field is how one field of two names compares.
type field struct {
	like          Likeness
	score         float64
	slips, length int
	whole         bool // nothing but letters tells the two apart
}

// Scores of one field, when letters do not measure it.
const (
	fieldRespelt     = 0.97
	fieldAbbreviated = 0.92
	fieldLoose       = 0.87
)

func compareField(a, b []string) field {
	f := field{}
	f.slips, f.length = slips(a, b)
	switch {
	case f.slips == 0:
		f.like, f.score, f.whole = SameName, 1, true
	case shortens(a, b):
		f.like, f.score = Abbreviated, fieldAbbreviated
	case f.slips <= allowed(f.length):
		f.like, f.score, f.whole = Misspelt, 1-float64(f.slips)/float64(f.length), true
	case respelt(a, b):
		f.like, f.score = Respelt, fieldRespelt
	case shortensLoosely(a, b):
		f.like, f.score = Misspelt, fieldLoose
	}
	return f
}

// shortensLoosely is shortens with words that may sound the same, or be misspelt if they are long; one of at least four letters must stand
// in both.
func shortensLoosely(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	strong, next := false, 0
	for _, w := range a {
		for next < len(b) && !initialOf(w, b[next]) && !closeWords(w, b[next]) {
			next++
		}
		if next == len(b) {
			return false
		}
		strong = strong || len(w) > 3 && len(b[next]) > 3
		next++
	}
	return strong
}

const minLoose = 6 // letters: Maria, Marta and Marina are three people

func closeWords(a, b string) bool {
	x, y := []string{a}, []string{b}
	d, n := slips(x, y)
	return d <= allowed(n) && min(len(a), len(b)) >= minLoose || respelt(x, y)
}

// nameWords folds a name into words; a dot parts words here, for "M.Grazia" is two.
func nameWords(s string) []string { return NameTokens(strings.ReplaceAll(s, ".", " ")) }

func glued(words []string) string { return strings.Join(words, "") }

// sameWords tells whether two names hold the same words in any order.
func sameWords(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	count := map[string]int{}
	for _, w := range a {
		count[w]++
	}
	for _, w := range b {
		if count[w]--; count[w] < 0 {
			return false
		}
	}
	return true
}

// shortens tells whether one field is the other with words left out or cut to their initial. At least one word must stand whole in
// both, and an empty field shortens nothing but an empty one.
func shortens(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return len(b) == 0
	}
	if glued(a) == glued(b) {
		return true
	}
	whole, next := false, 0
	for _, w := range a {
		for next < len(b) && !initialOf(w, b[next]) {
			next++
		}
		if next == len(b) {
			return false
		}
		whole = whole || w == b[next]
		next++
	}
	return whole
}

// initialOf tells whether two words are equal or one is the initial of the other.
func initialOf(a, b string) bool {
	return a == b || len(a) == 1 && strings.HasPrefix(b, a) || len(b) == 1 && strings.HasPrefix(a, b)
}

func allowed(length int) int {
	switch {
	case length <= 2:
		return 0
	case length <= 7:
		return 1
	}
	return 2
}

// maxCompared is how many letters of a field are measured: far more than a name has, few enough for a hostile one.
const maxCompared = 200

// slips counts the edits between two fields and the letters of the longer.
func slips(a, b []string) (distance, length int) {
	ra, rb := []rune(glued(a)), []rune(glued(b))
	ra, rb = ra[:min(len(ra), maxCompared)], rb[:min(len(rb), maxCompared)]
	return editDistance(ra, rb), max(len(ra), len(rb))
}

// editDistance is the optimal string alignment distance: insertion, deletion, substitution, and exchange of neighbours.
func editDistance(a, b []rune) int {
	before, last := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row := make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}

// DatesLikely tells whether two dates may be one written twice: equal, day and month exchanged, or one digit of 24/11/2026 different.
// An absent date is like none.
func DatesLikely(a, b Date) bool {
	if a.IsZero() || b.IsZero() {
		return false
	}
	if a == b || a.y == b.y && a.m == b.d && a.d == b.m {
		return true
	}
	fa, fb, differ := a.Format(), b.Format(), 0
	for i := range fa {
		if fa[i] != fb[i] {
			differ++
		}
	}
	return differ == 1
}
