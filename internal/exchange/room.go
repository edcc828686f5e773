package exchange

import (
	"context"
	"sync"

	"siil/internal/crypt"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/value"
)

// Room is the lists over one gate. It is safe for concurrent use.
type Room struct {
	g   *gate.Gate
	m   *guideline.Model
	key crypt.Key // of the hashes of lines

	mu   sync.Mutex
	work map[value.ID]*work // imports that this process is judging or taking in
	wait sync.WaitGroup
}

// New makes the room.
func New(g *gate.Gate, m *guideline.Model) *Room {
	return &Room{g: g, m: m, key: g.Secret("lists"), work: map[value.ID]*work{}}
}

// The states of an import. A crash leaves it as it was before the work that was going on: nothing else is ever stored.
const (
	stateRead      = "read"      // uploaded; its columns wait to be matched
	stateChecked   = "checked"   // judged; it waits to be confirmed
	stateDone      = "done"      // its good lines came in
	stateWithdrawn = "withdrawn" // somebody thought better of it
)

// whole is the resource of an import.
func whole(id value.ID) policy.Resource { return policy.Resource{Kind: policy.Import, ID: id} }

// Waiting counts the doubtful lines of the zone's imports that wait for somebody to choose, for the badge of the bar. It decides nothing:
// it is 0 for who may not run an import.
func Waiting(tx *gate.ReadTx) (n int, err error) {
	if !tx.May(policy.ImportRun, whole("")) {
		return 0, nil
	}
	return n, tx.One(waitingSQL, []any{tx.Zone(), string(Doubtful)}, &n)
}

// Recover forgets the progress of work that a crash has ended: such imports stand as before the work. Call it before serving.
func (r *Room) Recover(ctx context.Context) error {
	for _, z := range r.g.Zones() {
		err := r.g.Quiet(ctx, z.Code, func(tx *gate.WriteTx) error {
			var stale []value.ID
			err := tx.Each(staleSQL, []any{z.Code}, func(s gate.Scanner) error {
				var id value.ID
				err := s.Scan(&id)
				stale = append(stale, id)
				return err
			})
			for _, id := range stale {
				if err == nil {
					err = tx.Delete("import_progress", id)
				}
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Wait returns when the work that goes on beside the requests has ended.
func (r *Room) Wait() { r.wait.Wait() }
