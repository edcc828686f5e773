package deadline_test

import (
	"testing"
	"time"

	"siil/internal/casefile"
	"siil/internal/gate"
)

// A follow-up stands on the first screen from its day on, of whoever managed the case and of nobody else.
func TestAFollowUpThatIsDue(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.open(t, "Dopo", casefile.Opening{ManagerID: w.elena.Account})
		if err := w.cases.Close(ctx, w.elena, id, casefile.Ending{Version: 1, On: w.Today(), Reason: "LAVORO"}); err != nil {
			t.Fatal(err)
		}
		if g := groupOf(w.today(t, w.elena), "follow-up"); g.Count != 0 {
			t.Errorf("before its day: %+v", g)
		}
		w.Clock.Add(29 * 24 * time.Hour)
		g := groupOf(w.today(t, w.elena), "follow-up")
		if g.Count != 1 || g.Items[0].Name != "Dopo Provini" || g.Items[0].Mark != "late" || g.Items[0].Link != "/casi/"+string(id) || g.Items[0].DoHref == "" {
			t.Errorf("%+v", g)
		}
		for _, who := range []gate.Actor{w.coordinator, w.secretary, w.admin, w.idle} {
			if g := groupOf(w.today(t, who), "follow-up"); g.Count != 0 {
				t.Errorf("%s: %+v", who.Name, g)
			}
		}
	})
}
