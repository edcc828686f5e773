package value

import "testing"

func TestNamesThatSoundTheSame(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want Likeness
	}{
		{"Mohamed", "Muhammad", Respelt}, {"Mohamed", "Mohammed", Misspelt}, {"Mohammad", "Muhamed", Respelt}, {"Yusuf", "Youssef", Respelt}, {"Jusuf", "Yousef", Respelt},
		{"Oualid", "Walid", Respelt}, {"Aicha", "Aisha", Misspelt}, {"Chaimaa", "Shaima", Respelt}, {"Hussein", "Hossain", Respelt}, {"Khadija", "Kadija", Misspelt},
		{"Oleksandr", "Alexander", Different}, {"Abdelkader", "Abdul Qadir", Respelt}, {"Ghulam", "Golam", Respelt}, {"Tariq", "Tarek", Respelt},
		{"Mohamed", "Ahmed", Different}, {"Marina", "Moreno", Different}, {"Hassan", "Hussain", Different}, {"Sara", "Siro", Different},
		{"Fatima", "Fatou", Different}, {"Li", "Luo", Different}, {"محمد", "محمود", Misspelt},
	} {
		_, why := SimilarNames(PersonName{"Provini", c.a}, PersonName{"Provini", c.b})
		if why != c.want {
			t.Errorf("%s and %s: %v, want %v (%q %q)", c.a, c.b, why, c.want, skeleton(sounded(FoldName(c.a))), skeleton(sounded(FoldName(c.b))))
		}
	}
}

// Two errors, one in each field or both in one, are still seen.
func TestTwoErrorsInAName(t *testing.T) {
	for _, c := range []struct {
		a, b PersonName
		want Likeness
	}{
		{PersonName{"Rossi Bianchi", "Giovanna"}, PersonName{"Rossi", "Giovana"}, Misspelt}, {PersonName{"Rossi Bianchi", "Giovanna"}, PersonName{"Bianki", "Giovanna"}, Misspelt},
		{PersonName{"El Amrani", "Mohamed"}, PersonName{"Amrani", "Muhammad"}, Respelt}, {PersonName{"El Amrani", "Mohamed"}, PersonName{"Muhammad", "El Amrani"}, Respelt},
		{PersonName{"Rossi Bianchi", "Maria Grazia"}, PersonName{"Maria", "Bianchi"}, Abbreviated}, {PersonName{"Provini", "Maria Grazia"}, PersonName{"Provinni", "M. Grazia"}, Misspelt},
		{PersonName{"Rossi Bianchi", "Anna"}, PersonName{"Verdi", "Anna"}, Different}, {PersonName{"Rossi Bianchi", "Anna"}, PersonName{"Rossi", "Luca"}, Different},
	} {
		score, why := SimilarNames(c.a, c.b)
		if why != c.want || why != Different && (score < 0.5 || score > maxMisspelt) {
			t.Errorf("%v and %v: %v %v, want %v", c.a, c.b, score, why, c.want)
		}
	}
}
