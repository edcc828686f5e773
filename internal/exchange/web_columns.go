package exchange

import (
	"net/http"
	"slices"
	"strconv"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
)

// columnsView is what the page of the columns shows.
type columnsView struct {
	matching
	form       ui.Form
	fields     []ui.Option
	states     []ui.Option
	programmes []ui.Option
	sections   []ui.SectionOption
	initial    text.T // label of the state that words nobody knows become
}

func (r *Room) getColumns(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := idOf(req)
	if err != nil {
		return err
	}
	if shown, err := r.showWork(w, req, who, id); shown || err != nil {
		return err
	}
	v, err := r.matching(req.Context(), who, id, nil)
	switch {
	case err != nil:
		return err
	case v.State != stateRead && v.State != stateChecked:
		return ui.Redirect(w, req, pathOf(id, ""), nil)
	}
	return r.showColumns(w, req, http.StatusOK, v, nil)
}

func (r *Room) showColumns(w http.ResponseWriter, req *http.Request, status int, m matching, problem error) error {
	v := columnsView{matching: m, form: ui.NewForm("notes", string(m.Mapping.Notes))}
	for i, c := range m.Columns {
		v.form.Values.Set(columnField(i), c.Field)
	}
	for i, s := range m.States {
		v.form.Values.Set(stateField(i), s.Choice)
	}
	for i, p := range m.Programmes {
		v.form.Values.Set(programmeField(i), m.Mapping.Programmes[p.Key])
	}
	v.form = v.form.With(named(problem, m))
	v.fields = append(v.fields, ui.Option{Label: text.ImportLeaveOut})
	for _, f := range r.m.Import.Fields {
		if f.Code != fieldNumber {
			v.fields = append(v.fields, ui.Option{Value: f.Code, Label: f.Label})
		}
	}
	initial, _ := r.m.State(r.m.Initial)
	v.initial = initial.Label
	for _, code := range r.stateCodes() {
		state, reason := splitState(code)
		s, _ := r.m.State(state)
		label := s.Label
		if why := r.reasonLabel(state, reason); why != (text.T{}) {
			label = text.T{s.Label[0] + ": " + why[0], s.Label[1] + ": " + why[1]}
		}
		v.states = append(v.states, ui.Option{Value: code, Label: label})
	}
	for _, p := range r.m.Programmes {
		v.programmes = append(v.programmes, ui.Option{Value: p.Code, Label: p.Label})
	}
	for _, s := range r.m.Sections {
		v.sections = append(v.sections, ui.SectionOption{Value: s.Code, Label: s.Label, Readers: s.Read})
	}
	return ui.Render(w, req, status, columnsPage(v))
}

func columnField(i int) string    { return "colonna-" + strconv.Itoa(i) }
func stateField(i int) string     { return "stato-" + strconv.Itoa(i) }
func programmeField(i int) string { return "programma-" + strconv.Itoa(i) }

// named gives the problems of a mapping the names of the form's fields.
func named(err error, m matching) error {
	f, ok := err.(*fault.Error)
	if !ok {
		return err
	}
	out := *f
	out.Fields = slices.Clone(f.Fields)
	for i, x := range out.Fields {
		out.Fields[i].Name = columnField(0)
		for j, c := range m.Columns {
			if x.Name == "column:"+c.Head {
				out.Fields[i].Name = columnField(j)
			}
		}
	}
	return &out
}

func (r *Room) postColumns(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := idOf(req)
	if err != nil {
		return err
	}
	v, err := r.matching(req.Context(), who, id, nil)
	if err != nil {
		return err
	}
	x := mappingFrom(ui.FormFrom(req), v)
	j, err := r.Check(req.Context(), who, id, x)
	if fault.Is(err, fault.Invalid) {
		again, readErr := r.matching(req.Context(), who, id, &x)
		if readErr != nil {
			return readErr
		}
		return r.showColumns(w, req, http.StatusUnprocessableEntity, again, err)
	}
	if err != nil {
		return err
	}
	return r.follow(w, req, id, j, "/righe")
}

// mappingFrom reads the mapping that a form gives over the one that its page showed. The words of a column that was not the state's are
// asked when the page comes back: until then what the guidelines propose holds.
func mappingFrom(form ui.Form, v matching) Mapping {
	x := Mapping{Columns: map[string]string{}, States: map[string]string{}, Programmes: map[string]string{}, Notes: policy.Section(form.Value("notes"))}
	if x.Notes == "" {
		x.Notes = v.Mapping.Notes
	}
	for i, c := range v.Columns {
		x.Columns[c.Head] = form.Value(columnField(i))
	}
	for w, s := range v.Mapping.States {
		x.States[w] = s
	}
	for w, p := range v.Mapping.Programmes {
		x.Programmes[w] = p
	}
	for i, s := range v.States {
		if c := form.Value(stateField(i)); c != "" {
			x.States[s.Key] = c
		}
	}
	for i, p := range v.Programmes {
		if c := form.Value(programmeField(i)); c != "" {
			x.Programmes[p.Key] = c
		} else {
			delete(x.Programmes, p.Key)
		}
	}
	return x
}
