package exchange

import (
	"net/http"
	"slices"
	"strings"

	"siil/internal/gate"
	"siil/internal/person"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

func (r *Room) getLines(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := idOf(req)
	if err != nil {
		return err
	}
	if shown, err := r.showWork(w, req, who, id); shown || err != nil {
		return err
	}
	filter := Result(req.URL.Query().Get("esito"))
	if !slices.Contains(Results, filter) {
		filter = ""
	}
	rank, line := parsePageKey(req.URL.Query().Get("dopo"))
	v, err := r.lines(req.Context(), who, id, filter, rank, line)
	switch {
	case err != nil:
		return err
	case v.isOn:
		return r.renderWork(w, req, workView{id: id, file: v.FileName, step: v.going.Step, done: v.going.Done, total: v.going.Total})
	case v.State == stateRead:
		return ui.Redirect(w, req, pathOf(id, "/colonne"), nil)
	}
	return ui.Render(w, req, http.StatusOK, linesDocument(r, v))
}

// postLines keeps what was chosen for doubtful lines of one import.
func (r *Room) postLines(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := idOf(req)
	if err != nil {
		return err
	}
	chosen := choicesFrom(ui.FormFrom(req))
	in, err := r.Settle(req.Context(), who, id, chosen)
	if err != nil {
		return err
	}
	return ui.Redirect(w, req, pathOf(id, "/righe"), settledFlash(len(chosen), in))
}

func settledFlash(chosen, in int) *ui.Flash {
	switch {
	case chosen == 0:
		return &ui.Flash{Text: text.ImportNoneChosen}
	case in > 0:
		return &ui.Flash{Text: text.ImportSettledIn.With(in)}
	}
	return &ui.Flash{Text: text.ImportSettled}
}

// choicesFrom reads the choices of a form; "later" and what is none choose nothing.
func choicesFrom(form ui.Form) map[value.ID]Choice {
	out := map[value.ID]Choice{}
	for name := range form.Values {
		rest, ok := strings.CutPrefix(name, choicePrefix)
		id, valid := value.ParseID(rest)
		c := Choice(form.Value(name))
		if ok && valid && slices.Contains([]Choice{ChooseCode, ChooseStated, ChooseSame, ChooseApart}, c) {
			out[id] = c
		}
	}
	return out
}

const (
	choicePrefix = "scelta-"
	importPrefix = "elenco-"
)

func (r *Room) getDoubts(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	v, err := r.doubts(req.Context(), who)
	if err != nil {
		return err
	}
	return ui.Render(w, req, http.StatusOK, doubtsPage(r, v))
}

// postDoubts keeps what was chosen for doubtful lines of several imports, one import after the other.
func (r *Room) postDoubts(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	form := ui.FormFrom(req)
	byImport := map[string]map[value.ID]Choice{}
	chosen := choicesFrom(form)
	for id, c := range chosen {
		of := form.Value(importPrefix + string(id))
		if byImport[of] == nil {
			byImport[of] = map[value.ID]Choice{}
		}
		byImport[of][id] = c
	}
	if err := r.mayRun(req, who); err != nil {
		return err
	}
	total := 0
	for _, of := range sortedKeys(byImport) {
		id, ok := value.ParseID(of)
		if !ok {
			continue
		}
		in, err := r.Settle(req.Context(), who, id, byImport[of])
		if err != nil {
			return err
		}
		total += in
	}
	return ui.Redirect(w, req, pathDoubts, settledFlash(len(chosen), total))
}

// compared are the two records that a doubtful line is about, side by side.
func (l lineView) compared(lang text.Lang) []ui.Compared {
	other := person.Person{}
	switch {
	case l.Twin != nil:
		other = l.Twin.Person
	case l.InFile != nil:
		other = l.InFile.Person
	}
	var out []ui.Compared
	for _, f := range []person.Field{person.FamilyName, person.GivenName, person.TaxCode, person.BirthDate, person.Sex, person.BirthPlace, person.Municipality, person.Phone} {
		a, b := l.Cand.Person.Get(f), other.Get(f)
		if a != "" || b != "" {
			out = append(out, ui.Compared{Label: person.Labels[f], Left: shown(f, a), Right: shown(f, b), Differs: a != "" && b != "" && !alike(f, a, b)})
		}
	}
	return out
}

// resembles tells whether the doubt is about two records.
func (l lineView) resembles() bool {
	return l.Line.Result == Doubtful && (l.Twin != nil || l.InFile != nil)
}

func (l lineView) otherTitle() text.T {
	if l.Twin != nil {
		return text.ImportInArchive
	}
	return text.ImportInFile.With(l.InFile.Line)
}

// options are the choices that a doubtful line offers.
func (l lineView) options() []ui.Option {
	later := ui.Option{Value: "later", Label: text.ImportLater}
	if l.Reason == birthDiffers || l.Reason == sexDiffers {
		stated := text.ImportStatedHolds
		if l.Reason == sexDiffers {
			stated = text.ImportSexHolds
		}
		return []ui.Option{{Value: string(ChooseCode), Label: text.ImportCodeHolds}, {Value: string(ChooseStated), Label: stated}, later}
	}
	return []ui.Option{{Value: string(ChooseSame), Label: text.ImportSamePerson}, {Value: string(ChooseApart), Label: text.ImportTwoPeople}, later}
}

// form is the state of the line's choice: later, until somebody chooses.
func (l lineView) form() ui.Form { return ui.NewForm(choicePrefix+string(l.ID), "later") }

func (l lineView) name() text.T {
	if l.Cand.Name == "" {
		return text.ImportNobodyNamed
	}
	return text.Raw(l.Cand.Name)
}

// marks of the results.
var resultMarks = map[Result]ui.MarkKind{Added: ui.New, Updated: ui.Updated, Same: ui.Same, Joined: ui.Joined, Doubtful: ui.Doubtful, Refused: ui.Failed}

var resultWords = map[Result]text.T{Added: text.ImportNew, Updated: text.ImportUpdated, Same: text.ImportSame, Joined: text.ImportJoined,
	Doubtful: text.ImportDoubtful, Refused: text.ImportRefused}

var resultChips = map[Result]text.T{Added: text.ImportNews, Updated: text.ImportUpdates, Same: text.ImportSames, Joined: text.ImportJoins,
	Doubtful: text.ImportDoubts, Refused: text.ImportRefusals}

// chips count the lines and filter them.
func (v checked) chips() []ui.CountChip {
	here := pathOf(v.ID, "/righe")
	out := []ui.CountChip{{Label: text.ImportAll, N: v.Counts.Lines, Href: here, On: v.Filter == ""}}
	for _, x := range Results {
		out = append(out, ui.CountChip{Label: resultChips[x], N: v.Counts.Of(x), Href: here + "?esito=" + string(x), On: v.Filter == x, Mark: resultMarks[x]})
	}
	return out
}

// nextPage is the address of the lines after these.
func (v checked) nextPage() string {
	if v.Next == "" {
		return ""
	}
	q := "?dopo=" + v.Next
	if v.Filter != "" {
		q += "&esito=" + string(v.Filter)
	}
	return pathOf(v.ID, "/righe") + q
}

func (v checked) hasDoubts() bool {
	return slices.ContainsFunc(v.Lines, func(l lineView) bool { return l.Line.Result == Doubtful && !l.In() })
}
