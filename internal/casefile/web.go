package casefile

import (
	"net/http"
	"strconv"
	"strings"

	"siil/internal/account"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// Routes are the pages of one case file and of the openings with a reason.
func (r *Room) Routes() []ui.Route {
	return []ui.Route{
		ui.Get("/casi/accessi-motivati", policy.GlassReview, r.getGlassList),
		ui.Post("/casi/accessi-motivati", policy.GlassReview, r.postGlassReview),
		ui.Get("/casi/{id}", policy.CaseOpen, r.getCase),
		ui.Get("/casi/{id}/accessi", policy.ReadersRead, r.getReaders),
		ui.Get("/casi/{id}/motivo", policy.CaseGlass, r.getAsking),
		ui.Post("/casi/{id}/motivo", policy.CaseGlass, r.postAsking),
		ui.Post("/casi/{id}/note", policy.NoteWrite, r.postNote),
		ui.Get("/casi/{id}/note/{n}/correggi", policy.NoteWrite, r.getCorrection),
		ui.Post("/casi/{id}/note/{n}/correzione", policy.NoteWrite, r.postCorrection),
		ui.Get("/casi/{id}/data", policy.CaseDate, r.getDate),
		ui.Post("/casi/{id}/data", policy.CaseDate, r.postDate),
		ui.Post("/casi/{id}/data/annullamento", policy.CaseDate, r.postDateUndo),
		ui.Get("/casi/{id}/passi", policy.CaseOpen, r.getSteps),
		ui.Post("/casi/{id}/passi", policy.CaseDate, r.postStep),
		ui.Get("/casi/{id}/passi/{n}", policy.StepAnswer, r.getStep),
		ui.Post("/casi/{id}/passi/{n}", policy.StepAnswer, r.postAnswerStep),
		ui.Post("/casi/{id}/passi/{n}/annullamento", policy.StepAnswer, r.postStepUndo),
		ui.Post("/casi/{id}/passi/{n}/spostamento", policy.StepAnswer, r.postStepMove),
		ui.Post("/casi/{id}/passi/{n}/affidamento", policy.StepAnswer, r.postStepHand),
		ui.Post("/casi/{id}/passi/{n}/ritorno", policy.StepAnswer, r.postStepMoveUndo),
		ui.Get("/casi/{id}/stato", policy.CaseMove, r.getMove),
		ui.Post("/casi/{id}/stato", policy.CaseMove, r.postMove),
		ui.Get("/casi/{id}/sospendi", policy.CaseSuspend, r.getSuspension),
		ui.Post("/casi/{id}/sospensione", policy.CaseSuspend, r.postSuspension),
		ui.Get("/casi/{id}/riprendi", policy.CaseResume, r.getResumption),
		ui.Post("/casi/{id}/ripresa", policy.CaseResume, r.postResumption),
		ui.Get("/casi/{id}/riapri", policy.CaseReopen, r.getReopening),
		ui.Post("/casi/{id}/riapertura", policy.CaseReopen, r.postReopening),
		ui.Get("/casi/{id}/passa", policy.HandOverAsk, r.getHandOver),
		ui.Post("/casi/{id}/passaggio", policy.HandOverAsk, r.postHandOver),
		ui.Get("/casi/{id}/passaggio", policy.HandOverAnswer, r.getAnswer),
		ui.Post("/casi/{id}/passaggio/risposta", policy.HandOverAnswer, r.postAnswer),
		ui.Post("/casi/{id}/passaggio/ritiro", policy.HandOverUndo, r.postWithdrawal),
		ui.Get("/casi/{id}/squadra", policy.CaseOpen, r.getTeam),
		ui.Post("/casi/{id}/squadra", policy.CaseTeam, r.postJoining),
		ui.Post("/casi/{id}/squadra/uscita", policy.CaseTeam, r.postLeaving),
		ui.Post("/casi/{id}/squadra/giustizia", policy.CaseJustice, r.postJustice),
		ui.Post("/casi/{id}/case-manager", policy.CaseAssign, r.postManager),
		ui.Get("/casi/{id}/unisci", policy.PersonMerge, r.getMerge),
		ui.Post("/casi/{id}/unisci", policy.PersonMerge, r.postMergeSearch),
		ui.Post("/casi/{id}/unione", policy.PersonMerge, r.postMerge),
		ui.Post("/casi/{id}/unione/{n}/annullamento", policy.PersonSplit, r.postSplit),
	}
}

// caseView is what every page of a case knows: the case, how the reader stands to it, and the names that its rows refer to.
type caseView struct {
	r     *Room
	c     Case
	res   policy.Resource
	who   gate.Actor
	may   map[policy.Action]bool
	names map[value.ID]account.Colleague
	all   []account.Colleague
	today value.Date
	lang  text.Lang
	form  ui.Form
	stale []ui.Fact // how the case stands now, when somebody saved before
}

// caseActions are the actions that pages of a case offer when the reader may do them.
var caseActions = []policy.Action{policy.CaseMove, policy.CaseDate, policy.CaseTeam, policy.CaseJustice, policy.CaseAssign, policy.CaseSuspend, policy.CaseResume,
	policy.CaseClose, policy.CaseReopen, policy.FollowUpAnswer, policy.HandOverAsk, policy.HandOverUndo, policy.PersonRead, policy.PersonMerge, policy.PersonSplit, policy.ReadersRead}

// path is the address of the case or of a page under it.
func (v *caseView) path(under string) string { return "/casi/" + string(v.c.ID) + under }

// open reads a case for a page: it decides CaseOpen, and that the reader may do what the page is for; more reads the rest of the page. A
// leaf of the action itself is left only when it is done, or refused.
func (r *Room) open(req *http.Request, who gate.Actor, a policy.Action, more func(tx *gate.ReadTx, v *caseView) error) (*caseView, error) {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return nil, err
	}
	v := &caseView{r: r, who: who, today: r.g.Today(), lang: text.LangOf(req.Context()), form: ui.NewForm()}
	err = r.g.Read(req.Context(), who, func(tx *gate.ReadTx) (err error) {
		if v.c, v.res, err = Facts(tx, id); err != nil {
			return err
		}
		if err := tx.Decide(policy.CaseOpen, v.res); err != nil {
			return err
		}
		if !tx.May(a, v.res) {
			return tx.Decide(a, v.res)
		}
		if err := v.fill(tx); err != nil || more == nil {
			return err
		}
		return more(tx, v)
	})
	return v, err
}

func (v *caseView) fill(tx *gate.ReadTx) (err error) {
	v.may = map[policy.Action]bool{}
	for _, a := range caseActions {
		v.may[a] = tx.May(a, v.res)
	}
	mayLater(tx, v.res, v.may)
	v.all, err = account.Colleagues(tx)
	v.names = map[value.ID]account.Colleague{}
	for _, c := range v.all {
		v.names[c.ID] = c
	}
	return err
}

// elsewhere sends a reader who asked for a merged case file to the one that stays; done tells that it has.
func (v *caseView) elsewhere(w http.ResponseWriter, req *http.Request) (done bool, err error) {
	asked := req.PathValue("id")
	if id, _ := value.ParseID(asked); id == v.c.ID {
		return false, nil
	}
	return true, ui.Redirect(w, req, strings.Replace(req.URL.Path, asked, string(v.c.ID), 1), nil)
}

// name is who did something: a colleague, or the program.
func (v *caseView) name(id value.ID) string {
	if c, ok := v.names[id]; ok {
		return c.Name()
	}
	return text.TheProgram.In(v.lang)
}

// version is what the form carries of the case that it was made from.
func version(f ui.Form) int {
	n, err := strconv.Atoi(f.Value("version"))
	if err != nil {
		return -1
	}
	return n
}

// again shows a form once more with what was typed: 422 with what is wrong, 409 with how the case stands now and its present version, so that
// sending once more means it. Any other error goes on.
func (r *Room) again(w http.ResponseWriter, req *http.Request, who gate.Actor, f ui.Form, cause error, show func(w http.ResponseWriter, req *http.Request, who gate.Actor, f ui.Form, status int) error) error {
	kind := fault.KindOf(cause)
	if kind != fault.Invalid && kind != fault.Conflict && kind != fault.TooMany {
		return cause
	}
	return show(w, req, who, f.With(cause), ui.Status(kind))
}

// take puts the form of an answer into the view; after a conflict with the present version and how the case stands now.
func (v *caseView) take(f ui.Form, status int) {
	v.form = f
	if status == http.StatusConflict {
		v.form = f.Set("version", strconv.Itoa(v.c.Version))
		v.stale = v.strip()
	} else if f.Value("version") == "" {
		v.form = f.Set("version", strconv.Itoa(v.c.Version))
	}
}

// comingDayOf reads a day to come as people type it.
func comingDayOf(c *fault.Check, f ui.Form, name string, today value.Date) value.Date {
	return dayOf(c, f, name, func(s string) (value.Date, error) { return value.ParseWhen(s, today) })
}

// PastDay reads the day of a fact: a day and month without a year is the last such day.
func PastDay(c *fault.Check, f ui.Form, name string, today value.Date) value.Date {
	return dayOf(c, f, name, func(s string) (value.Date, error) {
		if d, err := value.ParseDate(s, value.ForEvent(today)); err == nil {
			return d, nil
		}
		d, err := value.ParseWhen(s, today)
		if err == nil && d.After(today) && strings.ContainsAny(s, "0123456789") {
			d = d.AddYears(-1)
		}
		return d, err
	})
}

func dayOf(c *fault.Check, f ui.Form, name string, parse func(string) (value.Date, error)) value.Date {
	s := f.Value(name)
	if s == "" {
		return value.Date{}
	}
	d, err := parse(s)
	if err != nil {
		c.Add(name, value.FlawOf(err).Text())
	}
	return d
}
