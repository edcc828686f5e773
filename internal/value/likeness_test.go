package value

import (
	"testing"

	"pgregory.net/rapid"
)

func TestSimilarNames(t *testing.T) {
	for _, c := range []struct {
		a, b PersonName
		want Likeness
	}{
		{PersonName{"Inventati", "Chiara"}, PersonName{"INVENTATI", "chiara"}, SameName}, {PersonName{"D'Esempio", "Artan"}, PersonName{"D Esempio", "Artan"}, SameName}, {PersonName{"De Provis", "Anna"}, PersonName{"Deprovis", "Anna"}, SameName},
		{PersonName{"Inventati", "Chiara"}, PersonName{"Chiara", "Inventati"}, Swapped}, {PersonName{"Schemi Blessing", ""}, PersonName{"Blessing", "Schemi"}, Swapped}, {PersonName{"De Provis", "Maria Grazia"}, PersonName{"Maria Grazia", "De Provis"}, Swapped},
		{PersonName{"Cartoni", "Maria Grazia"}, PersonName{"Cartoni", "M. Grazia"}, Abbreviated}, {PersonName{"Cartoni", "Maria Grazia"}, PersonName{"Cartoni", "M.Grazia"}, Abbreviated}, {PersonName{"Cartoni", "Maria Grazia"}, PersonName{"Cartoni", "Maria"}, Abbreviated},
		{PersonName{"Cartoni", "Maria Grazia"}, PersonName{"Cartoni", "Grazia"}, Abbreviated}, {PersonName{"Cartoni", "Maria Grazia"}, PersonName{"Cartoni", "Maria G."}, Abbreviated}, {PersonName{"Rossi Test", "Ibrahim"}, PersonName{"Rossi", "Ibrahim"}, Abbreviated},
		{PersonName{"Cartoni", "Mariagrazia"}, PersonName{"Cartoni", "Maria Grazia"}, SameName},
		{PersonName{"Inventati", "Chiara"}, PersonName{"Inventati", "Chaira"}, Misspelt}, {PersonName{"Inventati", "Chiara"}, PersonName{"Inventatti", "Chiara"}, Misspelt}, {PersonName{"Riflessi", "Ion"}, PersonName{"Riflessi", "Jon"}, Misspelt},
		{PersonName{"Riflessi", "Mihai"}, PersonName{"Mihay", "Riflesi"}, Misspelt},
		{PersonName{"Inventati", "Chiara"}, PersonName{"Inventati", "Marco"}, Different}, {PersonName{"Finti", "Giulia"}, PersonName{"Finti", "Giovanna"}, Different}, {PersonName{"Finti", "Marco"}, PersonName{"Finti", "Marta"}, Different},
		{PersonName{"Finti", "Anna"}, PersonName{"Segni", "Anna"}, Different}, {PersonName{"Finti", "Maria"}, PersonName{"Finti", "M."}, Different}, {PersonName{"Finti", ""}, PersonName{"Finti", "Anna"}, Different}, {PersonName{"", ""}, PersonName{"", ""}, Different},
		{PersonName{"Ng", "Li"}, PersonName{"Ng", "Lu"}, Different}, {PersonName{"Finti", "Maria Grazia"}, PersonName{"Finti", "Maria Rosa"}, Different},
	} {
		score, why := SimilarNames(c.a, c.b)
		if why != c.want || score < 0 || score > 1 {
			t.Errorf("%v and %v: %v %v, want %v", c.a, c.b, score, why, c.want)
		}
	}
}

func TestSimilarityDoesNotDependOnTheOrder(t *testing.T) {
	name := rapid.StringMatching(`[a-c]{0,4}( [a-c]{1,4})?`)
	rapid.Check(t, func(t *rapid.T) {
		a := PersonName{name.Draw(t, "family a"), name.Draw(t, "given a")}
		b := PersonName{name.Draw(t, "family b"), name.Draw(t, "given b")}
		s1, w1 := SimilarNames(a, b)
		s2, w2 := SimilarNames(b, a)
		if s1 != s2 || w1 != w2 || s1 < 0 || s1 > 1 {
			t.Fatalf("%v %v one way, %v %v the other", s1, w1, s2, w2)
		}
		if s, w := SimilarNames(a, a); NameKey(a.Family, a.Given) != "" && (s != 1 || w != SameName) {
			t.Fatalf("%v is to itself %v %v", a, s, w)
		}
		if (w1 == Misspelt) && s1 > maxMisspelt {
			t.Fatalf("a slip scores %v", s1)
		}
	})
}

func TestEditDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"abc", "", 3}, {"chiara", "chaira", 1}, {"chiara", "chiar", 1}, {"ca", "abc", 3}, {"marco", "marta", 2}, {"è", "é", 1}} {
		if got := editDistance([]rune(c.a), []rune(c.b)); got != c.want {
			t.Errorf("%q to %q: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestDatesLikely(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{{"2005-07-09", "2005-07-09", true}, {"2005-07-09", "2005-09-07", true}, {"2005-07-09", "2005-07-08", true}, {"2005-07-09", "2015-07-09", true}, {"2005-07-09", "2005-07-19", true}, {"2005-07-09", "2005-08-19", false},
		{"2005-07-09", "2006-09-07", false}, {"2005-07-09", "2005-07-10", false}, {"1995-12-12", "1994-11-07", false}} {
		if got := DatesLikely(MustDate(c.a), MustDate(c.b)); got != c.want || DatesLikely(MustDate(c.b), MustDate(c.a)) != c.want {
			t.Errorf("%s and %s: %v, want %v", c.a, c.b, got, c.want)
		}
	}
	if DatesLikely(Date{}, Date{}) || DatesLikely(Date{}, MustDate("2005-07-09")) {
		t.Error("an absent date is like another")
	}
}
