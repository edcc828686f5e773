package intake

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"

	"siil/internal/account"
	"siil/internal/attachment"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/referral"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// DraftSlot is where the referral that an account is writing is kept, and thrownSlot where one goes that was thrown away, for as long as
// it may be taken back.
const (
	DraftSlot  = "referral"
	thrownSlot = "referral-thrown"
)

// replyDraft is where the answer to a question is kept while it is written.
func replyDraft(id value.ID) string { return "reply:" + string(id) }

// What a button of the form does instead of sending it.
const (
	doKey   = attachment.DoKey
	dropKey = attachment.DropKey
	doDraft = "bozza"
	doThrow = "butta"
	doSend  = "invia"
)

// packed is a form as its draft holds it: what the page's script would have saved.
func packed(f ui.Form) string {
	v := url.Values{}
	for name, values := range f.Values {
		if name != doKey && name != dropKey {
			v[name] = values
		}
	}
	b, err := json.Marshal(v)
	if err != nil {
		return "" // cannot be: texts only
	}
	return string(b)
}

// unpacked is the form of a draft; ok is false for one that cannot be read.
func unpacked(draft string) (f ui.Form, ok bool) {
	v := url.Values{}
	if json.Unmarshal([]byte(draft), &v) != nil || len(v) == 0 {
		return f, false
	}
	return ui.Form{Values: v}, true
}

// keepDraft keeps a form, or takes it away when body is empty. One that is too long is not kept, and is no reason to stop.
func (r *Room) keepDraft(ctx context.Context, who gate.Actor, slot, body string) error {
	_, err := r.draftKept(ctx, who, slot, body)
	return err
}

func (r *Room) draftKept(ctx context.Context, who gate.Actor, slot, body string) (bool, error) {
	err := r.g.Quiet(ctx, who.Zone, func(tx *gate.WriteTx) error { return account.KeepDraft(tx, who.Account, slot, body) })
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.TooLarge) {
		return false, nil
	}
	return err == nil, err
}

// loadDraft gives the form of the account's draft and when it was saved. A draft of a referral that has been sent counts for nothing: the
// page's script may have saved it a moment too late.
func loadDraft(tx *gate.ReadTx) (f ui.Form, at value.Instant, err error) {
	body, at, err := account.DraftSince(tx, tx.Who().Account, DraftSlot)
	if err != nil || body == "" {
		return f, value.Instant{}, err
	}
	f, ok := unpacked(body)
	once, whole := value.ParseID(f.Value("once"))
	if !ok || !whole {
		return ui.Form{}, value.Instant{}, nil
	}
	switch _, err := referral.Load(tx, once); {
	case err == nil:
		return ui.Form{}, value.Instant{}, nil
	case !fault.Is(err, fault.NotFound):
		return ui.Form{}, value.Instant{}, err
	}
	return f, at, nil
}

// throwDraft moves the draft to where it can be taken back from.
func (r *Room) throwDraft(w http.ResponseWriter, req *http.Request, who gate.Actor, form ui.Form) error {
	err := r.keepDraft(req.Context(), who, thrownSlot, packed(form))
	if err == nil {
		err = r.keepDraft(req.Context(), who, DraftSlot, "")
	}
	if err != nil {
		return err
	}
	return ui.Redirect(w, req, pathList, &ui.Flash{Text: text.IntakeThrown, UndoAction: pathDraft})
}

// postDraftBack takes back the draft that was thrown away.
func (r *Room) postDraftBack(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	if err := r.maySend(req, who); err != nil {
		return err
	}
	back := false
	err := r.g.Quiet(req.Context(), who.Zone, func(tx *gate.WriteTx) error {
		body, err := account.Draft(&tx.ReadTx, who.Account, thrownSlot)
		if err != nil || body == "" {
			return err
		}
		back = true
		if err := account.KeepDraft(tx, who.Account, DraftSlot, body); err != nil {
			return err
		}
		return account.ClearDraft(tx, who.Account, thrownSlot)
	})
	if err != nil {
		return err
	}
	if !back {
		return ui.Redirect(w, req, pathList, &ui.Flash{Text: text.IntakeThrownGone, Bad: true})
	}
	return ui.Redirect(w, req, pathNew, &ui.Flash{Text: text.IntakeDraftBack})
}

// draftTime is when a draft was saved: the hour today, else with the day.
func draftTime(ctx context.Context, at value.Instant, today value.Date) string {
	switch {
	case at.IsZero():
		return ""
	case at.Date() == today:
		return at.Clock()
	}
	return ui.F(ctx, text.IntakeDraftOn, at.Clock(), at.Date().Format())
}

// needsOf are the areas that a form has ticked, with what stands beside each.
func needsOf(f ui.Form) map[string]string {
	out := map[string]string{}
	for _, code := range f.All("needs") {
		out[code] = f.Value(lineOf + code)
	}
	return out
}

// lineOf begins the name of the line beside a need.
const lineOf = "need_"

// seenIn are the likely twins that a form was shown with.
func seenIn(f ui.Form) []value.ID {
	var out []value.ID
	for _, s := range f.All("seen") {
		if id, ok := value.ParseID(s); ok && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}
