package person_test

import (
	"math/rand/v2"
	"strings"

	"siil/internal/person"
	"siil/internal/value"
)

// Names for a list as a zone would have it: Italian ones with accents, apostrophes and double forms, and foreign ones with the ways in
// which they are written.
var (
	qualityFamily = strings.Split("Rossi,Bianchi,Ferrari,Esposito,Romano,Colombo,Ricci,Marino,Greco,Bruno,Gallo,Conti,De Luca,Costa,Giordano,Mancini,Rizzo,Lombardi,Moretti,"+
		"Barbieri,Fontana,Santoro,Mariani,Rinaldi,Caruso,Ferrara,Galli,Martini,Leone,Longo,Gentile,Martinelli,Vitale,Lombardo,Serra,Coppola,De Santis,D'Angelo,Marchetti,Parisi,"+
		"Villa,Conte,Ferraro,Ferri,Fabbri,Bianco,Marini,Grasso,Valentini,Messina,Sala,De Angelis,Gatti,Pellegrini,Palumbo,Sanna,Farina,Rizzi,Monti,Cattaneo,Nicolì,Canò,"+
		"Niccolai,Papini,Biagini,Bartoli,Bonelli,Innocenti,Nannini,Giusti", ",")
	qualityDouble = strings.Split("Rossi Bianchi,Galli Conti,Serra Villa,Ferri Marini,Sala Monti,Leone Gatti,García López,Dos Santos Silva,Pérez Núñez,Costa Ferreira", ",")
	qualityGiven  = strings.Split("Anna,Maria,Luca,Marco,Elena,Giulia,Sara,Paolo,Carla,Pietro,Lucia,Francesca,Chiara,Andrea,Giovanni,Giuseppe,Roberto,Stefano,Silvia,Laura,"+
		"Alessandro,Alessandra,Davide,Simone,Matteo,Federica,Valentina,Martina,Giorgia,Nicolò,Niccolò,Desirée,Zoë,Antonio,Antonia,Daniele,Daniela,Mario,Fabio,Barbara", ",")
	qualityTwoGiven      = strings.Split("Maria Grazia,Anna Maria,Maria Teresa,Gian Luca,Carlo Alberto,Pier Paolo,Maria Pia,Rosa Maria,Luca Antonio,Anna Rita", ",")
	qualityForeignFamily = [][]string{{"Hussain", "Hussein", "Hossain"}, {"El Amrani", "Elamrani", "Amrani"}, {"Benali", "Ben Ali"}, {"Chaoui", "Shaoui"}, {"Begum", "Begom"},
		{"Shevchenko", "Ševčenko"}, {"Kovalenko"}, {"Hoxha", "Hoxa"}, {"Popescu"}, {"Ionescu", "Jonescu"}, {"Diop"}, {"Ndiaye", "N'Diaye"}, {"Singh", "Sing"}, {"Khan", "Kan"},
		{"Mahmoud", "Mahmud"}, {"Oukil", "Wakil"}, {"Çelik", "Celik"}, {"Abdelkader", "Abdul Qadir"}}
	qualityForeignGiven = [][]string{{"Mohamed", "Muhammad", "Mohammed", "Mohamad"}, {"Yusuf", "Youssef", "Yousef"}, {"Aicha", "Aisha"}, {"Khadija", "Kadija", "Hadija"}, {"Fatima", "Fatma"},
		{"Chaimaa", "Shaima"}, {"Hassan", "Hasan"}, {"Rachid", "Rashid"}, {"Oualid", "Walid"}, {"Tariq", "Tarek"}, {"Ghulam", "Golam"}, {"Oleksandr", "Alexander"},
		{"Olena", "Elena"}, {"Mykola", "Mikola"}, {"Ionela", "Jonela"}, {"Artan"}, {"Mihai", "Mihaj"}, {"Ibrahim", "Ibrahima", "Brahim"}, {"Mamadou", "Mamadu"}, {"Zeynep", "Zeinep"}}
)

// errorKind is one way in which a second record of somebody is wrong. apply changes a record; false when this one does not lend itself to it.
type errorKind struct {
	name  string
	apply func(r *rand.Rand, p *person.Person) bool
}

var errorKinds = []errorKind{
	{"letters transposed", transpose}, {"given name abbreviated", abbreviate}, {"accents lost", unaccent}, {"a letter wrong", misspell},
	{"given and family exchanged", exchange}, {"a family name missing", dropFamily}, {"day and month exchanged", exchangeDay}, {"a digit of the year wrong", wrongYear},
	{"a character of the tax code wrong", wrongCode}, {"a foreign name respelt", respell}}

// oneOf picks the family name or the given name.
func oneOf(r *rand.Rand, p *person.Person) *string {
	if r.IntN(2) == 0 {
		return &p.FamilyName
	}
	return &p.GivenName
}

func transpose(r *rand.Rand, p *person.Person) bool {
	s := oneOf(r, p)
	b := []rune(*s)
	if len(b) < 4 {
		return false
	}
	i := 1 + r.IntN(len(b)-2)
	if b[i] == b[i+1] || b[i] == ' ' || b[i+1] == ' ' || b[i] == '\'' || b[i+1] == '\'' {
		return false
	}
	b[i], b[i+1] = b[i+1], b[i]
	*s = string(b)
	return true
}

func misspell(r *rand.Rand, p *person.Person) bool {
	s := oneOf(r, p)
	b := []rune(*s)
	i := r.IntN(len(b))
	if len(b) < 4 || b[i] == ' ' || b[i] == '\'' {
		return false
	}
	switch r.IntN(3) {
	case 0:
		b = append(b[:i], b[i+1:]...)
	case 1:
		b = append(b[:i], append([]rune{b[i]}, b[i:]...)...)
	default:
		b[i] = rune('a' + r.IntN(26))
	}
	old := *s
	*s = string(b)
	return value.FoldName(old) != value.FoldName(*s)
}

func abbreviate(r *rand.Rand, p *person.Person) bool {
	w := strings.Fields(p.GivenName)
	if len(w) < 2 {
		return false
	}
	p.GivenName = []string{w[0][:1] + ". " + w[1], w[0] + " " + w[1][:1] + ".", w[0], w[1]}[r.IntN(4)]
	return true
}

func unaccent(_ *rand.Rand, p *person.Person) bool {
	old := p.FamilyName + p.GivenName
	plain := strings.NewReplacer("ò", "o'", "ì", "i", "é", "e", "ë", "e", "'", " ", "Ç", "C", "ó", "o", "í", "i", "ñ", "n", "ú", "u", "č", "c", "Š", "S")
	p.FamilyName, p.GivenName = strings.ToUpper(plain.Replace(p.FamilyName)), strings.ToUpper(plain.Replace(p.GivenName))
	return strings.ToUpper(old) != p.FamilyName+p.GivenName
}

func exchange(_ *rand.Rand, p *person.Person) bool {
	p.FamilyName, p.GivenName = p.GivenName, p.FamilyName
	return true
}

func dropFamily(r *rand.Rand, p *person.Person) bool {
	w := strings.Fields(p.FamilyName)
	if len(w) < 2 || len(w[0]) < 4 {
		return false
	}
	p.FamilyName = w[r.IntN(len(w))]
	return len(p.FamilyName) > 3
}

func exchangeDay(_ *rand.Rand, p *person.Person) bool {
	d, ok := value.NewDate(p.BirthDate.Year(), monthNumbers[p.BirthDate.Day()%13], int(p.BirthDate.Month()))
	if !ok || p.BirthDate.Day() > 12 || d == p.BirthDate {
		return false
	}
	p.BirthDate = d
	return true
}

func wrongYear(r *rand.Rand, p *person.Person) bool {
	n := []int{1, 2, 3, 10, 20}[r.IntN(5)]
	y := p.BirthDate.Year()
	if r.IntN(2) == 0 {
		n = -n
	}
	differs := 0
	for a, b := y, y+n; a > 0; a, b = a/10, b/10 {
		if a%10 != b%10 {
			differs++
		}
	}
	d, ok := value.NewDate(y+n, p.BirthDate.Month(), p.BirthDate.Day())
	if !ok || differs != 1 || d.Year() > 2009 {
		return false
	}
	p.BirthDate = d
	return true
}

// wrongCode makes one letter of the name in the code wrong, with the control letter that fits: another passes no form.
func wrongCode(r *rand.Rand, p *person.Person) bool {
	if len(p.TaxCode) != 16 {
		return false
	}
	b := []byte(p.TaxCode)
	b[r.IntN(6)] = byte('A' + r.IntN(26))
	for c := byte('A'); c <= 'Z'; c++ {
		b[15] = c
		if code, err := value.ParseTaxCode(string(b)); err == nil && code != p.TaxCode {
			p.TaxCode = code
			return true
		}
	}
	return false
}

func respell(r *rand.Rand, p *person.Person) bool {
	for _, x := range []struct {
		s    *string
		ways [][]string
	}{{&p.GivenName, qualityForeignGiven}, {&p.FamilyName, qualityForeignFamily}} {
		for _, ways := range x.ways {
			if ways[0] == *x.s && len(ways) > 1 {
				*x.s = ways[1+r.IntN(len(ways)-1)]
				return true
			}
		}
	}
	return false
}
