package live

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"siil/internal/crypt"
	"siil/internal/gate"
	"siil/internal/pgtest"
	"siil/internal/sitting"
	"siil/internal/value"
)

// kills is how many times the program is killed on each engine.
const kills = 10

// words is a field as it was answered, or asked for and never answered.
type words struct {
	base int
	text string
}

// drill is a sitting in a program that is killed again and again, with what was answered as saved until now.
type drill struct {
	*world
	address, keyFile string
	keys             *crypt.KeyFile
	v                sitting.View
	signed           []*browser

	mu      sync.Mutex
	saved   map[string]words    // by item and name
	asked   map[string]words    // the last that was sent
	decided map[value.ID]string // the decision of a case
	tried   int                 // cases whose decision was sent
}

// TestKilledInTheMiddleOfASitting kills `siil serve` while fields are written and decisions made: nothing is lost that was answered as saved,
// a decision is there whole or not at all, and the log verifies.
func TestKilledInTheMiddleOfASitting(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) { drillOn(t, "sqlite:"+filepath.Join(t.TempDir(), "siil.db")) })
	t.Run("PostgreSQL", func(t *testing.T) { drillOn(t, pgtest.New(t, pgtest.Options{Durable: true}).NewDatabase(t)) })
}

func drillOn(t *testing.T, address string) {
	d := &drill{address: address, keyFile: filepath.Join(t.TempDir(), "siil.key"), saved: map[string]words{}, asked: map[string]words{}, decided: map[value.ID]string{}}
	var err error
	if d.keys, err = crypt.CreateKeyFile(d.keyFile); err != nil {
		t.Fatal(err)
	}
	g, err := gate.Create(context.Background(), gate.Config{Database: address, Keys: d.keys})
	if err != nil {
		t.Fatal(err)
	}
	d.world = fill(t, g, sitting.MaxItems)
	d.v = d.hold(t, 0, d.cases)
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	for n := range kills {
		d.round(t, n)
		d.lostNothing(t)
		if out, err := d.siil("audit", "verify").CombinedOutput(); err != nil {
			t.Fatalf("round %d: siil audit verify: %v\n%s", n, err, out)
		}
	}
	fields := 0
	for _, x := range d.saved {
		fields += x.base
	}
	t.Logf("%d kills, %d writes and %d decisions answered, all there", kills, fields, len(d.decided))
	if fields < 5*kills || len(d.decided) < kills/2 {
		t.Errorf("too little was under way to prove anything: %d writes, %d decisions", fields, len(d.decided))
	}
}

func (d *drill) siil(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], append(args, "--database", d.address, "--key", d.keyFile)...)
	cmd.Env = append(os.Environ(), "SIIL_LIVE_CHILD=1")
	return cmd
}

// round starts the program, lets it work, and kills it in the middle.
func (d *drill) round(t *testing.T, n int) {
	t.Helper()
	cmd := d.siil("serve", "--addr", "127.0.0.1:0")
	said, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Process.Kill()
	base, lines := "", bufio.NewScanner(said)
	for base == "" && lines.Scan() {
		if _, at, ok := strings.Cut(lines.Text(), "http://"); ok {
			base = "http://" + strings.TrimRight(strings.Fields(at)[0], "./")
		}
	}
	if base == "" {
		t.Fatalf("round %d: the program does not serve", n)
	}
	go func() {
		for lines.Scan() { // so that its log never waits for a reader
		}
	}()
	if d.signed == nil {
		for _, m := range d.team[2:5] {
			d.signed = append(d.signed, m.signIn(t, base))
		}
	}
	var all sync.WaitGroup
	for i, b := range d.signed {
		b.base = base
		all.Go(func() { d.write(t, b, len(d.v.Items)-1-i) })
	}
	all.Go(func() { d.decideOn(t, base) })
	time.Sleep(time.Duration(100+rand.IntN(300)) * time.Millisecond)
	cmd.Process.Kill()
	all.Wait()
	cmd.Wait()
	http.DefaultClient.CloseIdleConnections()
}

// write saves two fields of a case again and again until nobody answers.
func (d *drill) write(t *testing.T, b *browser, at int) {
	for n := 0; ; n++ {
		name := []string{"note", "advice"}[n%2]
		key := string(d.v.Items[at].ID) + " " + name
		d.mu.Lock()
		next := words{d.saved[key].base + 1, fmt.Sprintf("Si concorda, %s %d", name, rand.IntN(1e9))}
		d.asked[key] = next
		d.mu.Unlock()
		r, body, err := b.send(item(d.v, at)+"/scrivi", "name", name, "base", strconv.Itoa(next.base-1), "text", next.text)
		if err != nil {
			return
		}
		if r.StatusCode != http.StatusOK || body != strconv.Itoa(next.base) {
			t.Errorf("%s: %d %.200s, want %d", key, r.StatusCode, body, next.base)
			return
		}
		d.mu.Lock()
		d.saved[key] = next
		d.mu.Unlock()
	}
}

// decideOn decides on one case after another, a few a round, until nobody answers.
func (d *drill) decideOn(t *testing.T, base string) {
	for range 5 {
		time.Sleep(rand.N(70 * time.Millisecond)) // so that the kill comes between them, and within one
		caseID := d.cases[d.tried]
		d.tried++
		status, said, err := d.decide(base, d.v.ID, caseID)
		if err != nil {
			return
		}
		var made struct{ ID string }
		if json.Unmarshal([]byte(said), &made) != nil || status != http.StatusCreated {
			t.Errorf("decision: %d %s", status, said)
			return
		}
		d.decided[caseID] = made.ID
	}
}

// lostNothing opens the database that the program left and holds it against what was answered.
func (d *drill) lostNothing(t *testing.T) {
	t.Helper()
	ctx := context.Background()
	g, err := gate.Open(ctx, gate.Config{Database: d.address, Keys: d.keys})
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	err = g.Unaudited(ctx, zone, func(tx *gate.ReadTx) error {
		if err := d.fieldsHold(t, tx); err != nil {
			return err
		}
		return d.decisionsHold(t, tx)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (d *drill) fieldsHold(t *testing.T, tx *gate.ReadTx) error {
	have := map[string]words{}
	err := tx.Each("SELECT id, item_id, name, version, body FROM sitting_field WHERE zone = $1", []any{tx.Zone()}, func(s gate.Scanner) error {
		var id value.ID
		var itemID, name string
		var x words
		var body []byte
		if err := s.Scan(&id, &itemID, &name, &x.base, &body); err != nil {
			return err
		}
		plain, err := tx.OpenZone("sitting_field", id, "body", body)
		x.text = string(plain)
		have[itemID+" "+name] = x
		return err
	})
	for key, saved := range d.saved {
		if have[key] != saved && have[key] != d.asked[key] {
			t.Errorf("%s was answered as %+v, and is %+v", key, saved, have[key])
		}
	}
	for key, x := range have { // what was saved without an answer counts from here on
		if x != d.saved[key] && x != d.asked[key] {
			t.Errorf("%s is %+v, which nobody wrote", key, x)
		}
		d.saved[key] = x
	}
	return err
}

// decisionsHold finds each decision that was answered, and each one whole: item, case, decision and next step, or nothing of them.
func (d *drill) decisionsHold(t *testing.T, tx *gate.ReadTx) error {
	made := map[value.ID]string{}
	err := tx.Each(`SELECT i.case_id, i.state, c.state, COALESCE((SELECT MAX(x.id) FROM sitting_decision x WHERE x.zone = i.zone AND x.item_id = i.id), ''),
		(SELECT COUNT(*) FROM next_step n WHERE n.zone = i.zone AND n.case_id = i.case_id)
		FROM sitting_item i JOIN case_file c ON c.zone = i.zone AND c.id = i.case_id WHERE i.zone = $1`, []any{tx.Zone()}, func(s gate.Scanner) error {
		var id value.ID
		var itemState, caseState, decision string
		var steps int
		if err := s.Scan(&id, &itemState, &caseState, &decision, &steps); err != nil {
			return err
		}
		whole := itemState == sitting.Decided && caseState == "ASSEGNATA" && decision != "" && steps == 1
		nothing := itemState != sitting.Decided && caseState == "IN_EQUIPE" && decision == "" && steps == 0
		if !whole && !nothing {
			t.Errorf("half a decision: item %s, case %s, decision %q, %d steps", itemState, caseState, decision, steps)
		}
		made[id] = decision
		return nil
	})
	for id, decision := range d.decided {
		if made[id] != decision {
			t.Errorf("decision %s was answered, and there is %q", decision, made[id])
		}
	}
	return err
}
