package exchange

import (
	"slices"
	"strconv"
	"strings"

	"siil/internal/person"
	"siil/internal/value"
)

// Choice is what somebody chose for a doubtful line. A line may need two choices, one after the other: they are kept with a space between.
type Choice string

// The choices.
const (
	ChooseCode   Choice = "code"   // the tax code holds, date of birth and sex become its own
	ChooseStated Choice = "stated" // date of birth and sex stay as the list states them
	ChooseSame   Choice = "same"   // the line is about the person that it resembles
	ChooseApart  Choice = "apart"  // they are two people
)

// choices are those made for one line.
type choices string

func (c choices) has(x Choice) bool { return slices.Contains(strings.Fields(string(c)), string(x)) }

// and adds a choice; one on the same question takes the place of the one before.
func (c choices) and(x Choice) choices {
	other := map[Choice]Choice{ChooseCode: ChooseStated, ChooseStated: ChooseCode, ChooseSame: ChooseApart, ChooseApart: ChooseSame}[x]
	kept := slices.DeleteFunc(strings.Fields(string(c)), func(s string) bool { return s == string(other) || s == string(x) })
	return choices(strings.Join(append(kept, string(x)), " "))
}

// subject is a person whom lines are about: of the archive, or new with this list. What lines bring is added as they are judged, so that
// a second line about the same person brings only what the first has not.
type subject struct {
	person.Person
	line      int // the first line of this list that is about the person
	caseID    value.ID
	episodeID value.ID
	state     string
	managerID value.ID
	seatID    value.ID
	nextOn    value.Date
	since     value.Date // the earliest referral that this list tells of

	referrals  map[string]bool
	programmes map[string]bool
	notes      map[string]bool // keyed hashes of notes that lists have brought

	stored person.Person // as the archive has it
}

// inArchive tells whether the person was there before this list.
func (s *subject) inArchive() bool { return s.stored.ID != "" }

// deed is what a good line changes.
type deed struct {
	who        *subject
	opens      bool // the line makes the person's case
	makes      bool // and the person
	fills      []person.Field
	referral   bool
	note       bool
	programmes []string
	apart      *subject // whom somebody has told apart from this one
}

func (d *deed) nothing() bool {
	return !d.opens && !d.makes && len(d.fills) == 0 && !d.referral && !d.note && len(d.programmes) == 0
}

// verdict is what becomes of a line.
type verdict struct {
	Candidate
	Result   Result
	Column   string
	Reason   string
	Twin     value.ID // of a doubtful line: the person of the archive that it resembles
	TwinLine int      // or the line of this list
	Digest   string
	do       deed
}

// judge says what becomes of each line, in their order, against what was loaded of the archive.
func judge(cands []Candidate, a *archive, chosen map[int]choices) []verdict {
	j := &judging{archive: a, inFile: newIndex()}
	out := make([]verdict, len(cands))
	for i, c := range cands {
		v := verdict{Candidate: c, Digest: a.digest(c)}
		v.Remarks = slices.Clone(c.Remarks)
		j.line(&v, chosen[c.Line])
		out[i] = v
	}
	return out
}

type judging struct {
	*archive
	inFile index
}

func (j *judging) line(v *verdict, chosen choices) {
	if v.Flaw != nil {
		v.close(Refused, *v.Flaw)
		return
	}
	if s := j.taken[v.Digest]; s != nil {
		j.again(v, s)
		return
	}
	if r, doubt := j.contradiction(v, chosen); doubt {
		v.close(Doubtful, r...)
		return
	}
	s, r := j.find(v, chosen)
	switch {
	case r != nil:
		v.close(Doubtful, *r)
	case s == nil && (v.Person.FamilyName == "" || v.Person.GivenName == ""):
		v.close(Refused, Remark{nameMissing, j.heads.name, nil})
	case s == nil:
		j.open(v)
	default:
		j.add(v, s)
	}
}

// close ends a line that does not come in, with the remarks that say why first.
func (v *verdict) close(r Result, why ...Remark) {
	v.Result, v.Column, v.Reason = r, why[0].Column, why[0].Code
	v.Remarks = append(why, v.Remarks...)
}

// again is a line that came in before, word for word: with an earlier import, or on an earlier line of this list.
func (j *judging) again(v *verdict, s *subject) {
	v.do = deed{who: s}
	v.Result, v.Reason, v.Remarks = Same, nothingNew, []Remark{{Code: nothingNew}}
	if s.line > 0 {
		v.Result, v.Reason, v.Remarks = Joined, samePerson, []Remark{{samePerson, "", []string{strconv.Itoa(s.line)}}}
		return
	}
	s.line = v.Line
	j.inFile.put(s)
}

// contradiction holds date of birth and sex against the tax code, and settles what somebody has chosen.
func (j *judging) contradiction(v *verdict, chosen choices) (why []Remark, doubt bool) {
	p := &v.Person
	birth, sex := p.Contradicts()
	code, _ := p.TaxCode.Birth(j.today)
	switch {
	case !birth && !sex, chosen.has(ChooseStated):
		return nil, false
	case chosen.has(ChooseCode):
		p.BirthDate, p.Sex = code, p.TaxCode.Sex()
		return nil, false
	}
	if birth {
		why = append(why, Remark{birthDiffers, j.heads.birth, []string{p.BirthDate.Format(), code.Format()}})
	}
	if sex {
		why = append(why, Remark{sexDiffers, j.heads.sex, []string{p.Sex, p.TaxCode.Sex()}})
	}
	return why, true
}

// find tells whom the line is about: nobody yet (nil), somebody, or somebody it resembles, which is a doubt. The tax code decides, unless
// the name is another altogether; without it, on either side, the same name and date of birth.
func (j *judging) find(v *verdict, chosen choices) (*subject, *Remark) {
	p := v.Person
	twin := j.withCode(p.TaxCode)
	if twin != nil && likeNames(p, twin.Person) {
		return twin, nil
	}
	if twin == nil {
		twin = j.doubted[v.Digest] // nobody has chosen yet: what the archive has learnt since is no choice
	}
	if twin == nil {
		if s := j.sameNameAndBirth(p); s != nil {
			return s, nil
		}
		twin = j.resembles(p)
	}
	switch {
	case twin == nil:
		return nil, nil
	case chosen.has(ChooseSame):
		return twin, nil
	case chosen.has(ChooseApart):
		if v.do.apart = twin; twin.TaxCode == p.TaxCode {
			v.Person.TaxCode = "" // it cannot be the code of both
		}
		return nil, nil
	}
	why := j.why(p, twin.Person)
	if twin.inArchive() {
		v.Twin = twin.stored.ID
		return nil, &Remark{likelyTwin, j.heads.name, []string{why}}
	}
	v.TwinLine = twin.line
	return nil, &Remark{twinInFile, j.heads.name, []string{strconv.Itoa(twin.line), why}}
}

func (j *judging) withCode(code value.TaxCode) *subject {
	if s := j.inFile.byCode[code]; s != nil {
		return s
	}
	return j.known.byCode[code]
}

// likeNames tells whether a line with somebody's tax code can be about them; a line without a name can.
func likeNames(p, q person.Person) bool {
	_, like := value.SimilarNames(value.PersonName{Family: p.FamilyName, Given: p.GivenName}, value.PersonName{Family: q.FamilyName, Given: q.GivenName})
	return like != value.Different || p.FamilyName == "" || p.GivenName == ""
}

// sameNameAndBirth finds the one subject with this name and date of birth, where a tax code is missing on either side.
func (j *judging) sameNameAndBirth(p person.Person) (found *subject) {
	for _, x := range []index{j.inFile, j.known} {
		for _, s := range x.byName[p.NameKey()] {
			if s == found || s.BirthDate != p.BirthDate || p.BirthDate.IsZero() || !p.TaxCode.Absent() && !s.TaxCode.Absent() {
				continue
			}
			if found != nil {
				return nil
			}
			found = s
		}
	}
	return found
}

// resembles finds the subject that the person is likeliest to be, if any is likely enough. Two whole tax codes that differ, but for
// omocodia, are two people.
func (j *judging) resembles(p person.Person) (twin *subject) {
	best := 0.0
	for _, x := range []index{j.inFile, j.known} {
		for _, s := range x.near(p) {
			if differentCodes(p.TaxCode, s.TaxCode) {
				continue
			}
			if t := person.Compare(p, s.Person); t.Score >= person.TwinPossible && t.Score > best {
				best, twin = t.Score, s
			}
		}
	}
	return twin
}

func (j *judging) why(p, q person.Person) string {
	why := person.Compare(p, q).Why
	out := make([]string, len(why))
	for i, w := range why {
		out[i] = w.In(j.lang)
	}
	return strings.Join(out, ", ")
}

func differentCodes(a, b value.TaxCode) bool {
	return len(a) == 16 && len(b) == 16 && a.Canonical() != b.Canonical()
}

// open begins a new subject with the line.
func (j *judging) open(v *verdict) {
	s := &subject{Person: v.Person, line: v.Line, referrals: map[string]bool{}, programmes: map[string]bool{}, notes: map[string]bool{}}
	v.do.who, v.do.makes = s, true
	v.Result = Added
	j.bring(v, s)
	j.inFile.put(s)
	j.taken[v.Digest] = s
}

// add gives the line to a subject that is known.
func (j *judging) add(v *verdict, s *subject) {
	v.do.who = s
	joined := s.line > 0
	if !joined {
		s.line = v.Line
	}
	j.fill(v, s)
	j.bring(v, s)
	switch {
	case joined:
		v.Result, v.Reason = Joined, samePerson
		v.Remarks = append([]Remark{{samePerson, "", []string{strconv.Itoa(s.line)}}}, v.Remarks...)
	case v.do.nothing():
		v.Result, v.Reason = Same, nothingNew
		v.Remarks = append([]Remark{{Code: nothingNew}}, v.Remarks...)
	default:
		v.Result = Updated
	}
	j.inFile.put(s)
	j.taken[v.Digest] = s
}

// fill takes from the line what the person's record has not; what differs is shown and stays as it is.
func (j *judging) fill(v *verdict, s *subject) {
	for _, f := range person.Fields {
		was, is := s.Get(f), v.Person.Get(f)
		switch {
		case is == "" || alike(f, was, is):
		case was != "":
			v.Remarks = append(v.Remarks, Remark{valueDiffers, j.heads.of[string(f)], []string{string(f), shown(f, was), shown(f, is)}})
		case f == person.TaxCode && j.ownedByOther(v.Person.TaxCode, s):
		default:
			set(&s.Person, f, v.Person)
			v.do.fills = append(v.do.fills, f)
			v.Remarks = append(v.Remarks, Remark{isFilled, j.heads.of[string(f)], []string{string(f), shown(f, is)}})
		}
	}
}

func (j *judging) ownedByOther(code value.TaxCode, s *subject) bool {
	for _, x := range []index{j.inFile, j.known} {
		if o := x.byCode[code]; o != nil && o != s {
			return true
		}
	}
	return false
}

// alike tells whether two values of a field say the same, however they are written.
func alike(f person.Field, a, b string) bool {
	switch f {
	case person.Phone:
		return value.TelURI(a) == value.TelURI(b)
	case person.FamilyName, person.GivenName, person.BirthPlace, person.Address, person.Language, person.Email:
		return value.FoldName(a) == value.FoldName(b)
	}
	return a == b
}

// shown writes a stored value as people read it.
func shown(f person.Field, v string) string {
	switch f {
	case person.BirthDate:
		d, _ := value.ParseISO(v)
		return d.Format()
	case person.Municipality:
		return person.MunicipalityName(v)
	}
	return v
}

func set(p *person.Person, f person.Field, from person.Person) {
	switch f {
	case person.FamilyName:
		p.FamilyName = from.FamilyName
	case person.GivenName:
		p.GivenName = from.GivenName
	case person.TaxCode:
		p.TaxCode = from.TaxCode
	case person.BirthDate:
		p.BirthDate = from.BirthDate
	case person.BirthPlace:
		p.BirthPlace = from.BirthPlace
	case person.Sex:
		p.Sex = from.Sex
	case person.Municipality:
		p.Municipality = from.Municipality
	case person.Address:
		p.Address = from.Address
	case person.Phone:
		p.Phone = from.Phone
	case person.Email:
		p.Email = from.Email
	case person.Language:
		p.Language = from.Language
	}
}
