package outbox

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/value"
)

// Events are what other systems can ask to be called about.
var Events = []string{"referral.outcome", "sitting.decision"}

// payload is the body of a call, as docs/api.md describes it.
type payload struct {
	ID    value.ID            `json:"id"`
	Event string              `json:"event"`
	Zone  string              `json:"zone"`
	At    value.Instant       `json:"at"`
	IDs   map[string]value.ID `json:"ids"`
	Words map[string]string   `json:"words"`
}

var codeShape = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.-]{0,59}$`)

// Call keeps a call for every system that asked to hear of the event, inside a command that has decided. words holds codes only, of states,
// outcomes, decisions; anything else is a fault, so that no text of a person can leave.
func Call(tx *gate.WriteTx, event string, ids map[string]value.ID, words map[string]string) error {
	if !slices.Contains(Events, event) {
		return fault.Wrap(fmt.Errorf("no such event %q", event), "call")
	}
	for name, word := range words {
		if !codeShape.MatchString(name) || word != "" && !codeShape.MatchString(word) {
			return fault.Wrap(fmt.Errorf("%s is not a code", name), "call")
		}
	}
	type hook struct {
		id     value.ID
		events string
	}
	hooks, err := gate.All(&tx.ReadTx, "SELECT id, events FROM webhook WHERE zone = $1 AND ended_at IS NULL ORDER BY id", []any{tx.Zone()},
		func(s gate.Scanner) (h hook, err error) { return h, s.Scan(&h.id, &h.events) })
	if err != nil {
		return err
	}
	for _, h := range hooks {
		if !slices.Contains(strings.Fields(h.events), event) {
			continue
		}
		id := value.NewID()
		body, err := json.Marshal(payload{ID: id, Event: event, Zone: tx.Zone(), At: tx.Now(), IDs: ids, Words: words})
		if err != nil {
			return fault.Wrap(err, "call")
		}
		err = tx.Insert("webhook_out", gate.Row{"id": id, "webhook_id": h.id, "event": event, "body": string(body), "made_at": tx.Now(), "due_at": tx.Now(), "tries": 0})
		if err != nil {
			return err
		}
	}
	return nil
}
