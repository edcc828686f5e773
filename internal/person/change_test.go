package person_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/value"
)

// change corrects a stored person and reads it back.
func change(t testing.TB, w *gatetest.World, who gate.Actor, old person.Person, edit func(p *person.Person), source, reason string) person.Person {
	t.Helper()
	next := old
	edit(&next)
	write(t, w, who, func(tx *gate.WriteTx) error {
		if err := person.Check(&next, tx.Today()); err != nil {
			return err
		}
		if err := person.Change(tx, old, next, source, reason); err != nil {
			return err
		}
		var err error
		next, err = person.Load(&tx.ReadTx, old.ID)
		return err
	})
	return next
}

func corrections(t testing.TB, w *gatetest.World, who gate.Actor, p person.Person) (all []person.Correction) {
	t.Helper()
	read(t, w, who, func(tx *gate.ReadTx) (err error) {
		all, err = person.Corrections(tx, p)
		return err
	})
	return all
}

func TestACorrectionKeepsWhatStoodBefore(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		who := w.Account(t, gatetest.Zone, "elena", policy.Secretary)
		first := add(t, w, who, samira)
		w.Clock.Add(time.Hour)
		second := change(t, w, who, first, func(p *person.Person) { p.FamilyName, p.Phone = "D'Angelo", "" }, person.SourcePage, "visto il documento")
		third := change(t, w, gate.System(gatetest.Zone, "cli"), second, func(p *person.Person) { p.Municipality = "Pescia" }, person.SourceImport, "")
		same := change(t, w, who, third, func(p *person.Person) { p.GivenName = " Samira " }, person.SourcePage, "")
		if same != third || third.Version != 3 || !third.ChangedBy.Absent() || second.ChangedBy != who.Account || second.ChangedAt != w.Now() {
			t.Errorf("second %+v\nthird %+v\nsame %+v", second, third, same)
		}
		all := corrections(t, w, who, third)
		if len(all) != 2 {
			t.Fatalf("%d corrections", len(all))
		}
		if c := all[0]; c.By != "" || c.Source != person.SourceImport || !slices.Equal(c.Fields, []person.FieldChange{{Field: person.Municipality, From: "047009", To: "047012"}}) {
			t.Errorf("the newest: %+v", c)
		}
		if c := all[1]; c.By != "elena Prova" || c.Reason != "visto il documento" || c.At != w.Now() || !slices.Equal(c.Fields, []person.FieldChange{
			{Field: person.FamilyName, From: "Provini", To: "D'Angelo"}, {Field: person.Phone, From: "333 000 9469", To: ""}}) {
			t.Errorf("the oldest: %+v", c)
		}
		if r, err := w.Verify(ctx, ""); err != nil || !r.OK {
			t.Errorf("the log: %+v, %v", r, err)
		}
	})
}

// What stood before is not readable in the database, and opening it leaves a leaf.
func TestWhatStoodBeforeIsSealed(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		who := w.Account(t, gatetest.Zone, "elena", policy.Secretary)
		p := add(t, w, who, samira)
		p = change(t, w, who, p, func(p *person.Person) { p.Phone = "0572 999" }, person.SourcePage, "")
		read(t, w, who, func(tx *gate.ReadTx) error {
			var before []byte
			err := tx.One("SELECT before FROM person_change WHERE zone = $1 AND person_id = $2", []any{tx.Zone(), p.ID}, &before)
			if err != nil || strings.Contains(string(before), "333") || strings.Contains(string(before), "phone") {
				t.Errorf("before is readable: %q, %v", before, err)
			}
			return nil
		})
		leaves := func() (n int) {
			read(t, w, who, func(tx *gate.ReadTx) error {
				all, err := tx.Accesses(gate.AccessFilter{Actions: []policy.Action{gate.Disclosed}, Limit: 100})
				n = len(all)
				return err
			})
			return n
		}
		none := leaves()
		corrections(t, w, who, p)
		if got := leaves(); got != none+1 {
			t.Errorf("%d leaves of disclosure after one reading, %d before", got, none)
		}
	})
}

func TestTheListFollowsTheName(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		who := w.Account(t, gatetest.Zone, "elena", policy.Secretary)
		p := add(t, w, who, samira)
		id := openCase(t, w, p, 7, "")
		change(t, w, who, p, func(p *person.Person) { p.GivenName, p.FamilyName, p.Municipality = "Niccolò", "D'Angelo", "pescia" }, person.SourcePage, "")
		read(t, w, who, func(tx *gate.ReadTx) error {
			var key, town string
			err := tx.One("SELECT name_key, municipality FROM case_file WHERE zone = $1 AND id = $2", []any{tx.Zone(), id}, &key, &town)
			if err != nil || key != "dangelo niccolo" || town != "047012" {
				t.Errorf("the case file says %q, %q, %v", key, town, err)
			}
			return nil
		})
	})
}

func TestATakenTaxCodeIsSaidAsFarAsOneMayKnow(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		secretary, worker := w.Account(t, gatetest.Zone, "elena", policy.Secretary), w.Account(t, gatetest.Zone, "sara", policy.SocialWorker)
		p := add(t, w, secretary, samira)
		openCase(t, w, p, 123, "")
		taken := func(who gate.Actor, q person.Person) (words string) {
			err := w.Read(ctx, who, func(tx *gate.ReadTx) error {
				if err := tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone}); err != nil {
					return err
				}
				return person.Taken(tx, q)
			})
			return faults(err)["tax_code"]
		}
		other := person.Person{ID: value.NewID(), TaxCode: p.TaxCode}
		if got := taken(secretary, other); !strings.Contains(got, "fascicolo n. 123") {
			t.Errorf("to the secretary: %q", got)
		}
		if got := taken(worker, other); got == "" || strings.Contains(got, "123") {
			t.Errorf("to a worker: %q", got)
		}
		if got := taken(secretary, p); got != "" {
			t.Errorf("to the person's own record: %q", got)
		}
		other.TaxCode = ""
		if got := taken(secretary, other); got != "" {
			t.Errorf("without a code: %q", got)
		}
	})
}

// Whatever corrections are made in whatever order, the history read back gives every state that there was. On SQLite alone: the engines
// differ in nothing here that the other tests do not see, and hundreds of commits are slow.
func TestHistoryGoesBackToTheFirstState(t *testing.T) {
	w := gatetest.NewSQLite(t)
	who := w.Account(t, gatetest.Zone, "elena", policy.Secretary)
	word := rapid.SampledFrom([]string{"Rossi", "D'Angelo", "Niccolò", "O’Brien", "Ròssi Test", "Abd el-Rahmān", "李", "Şükrü"})
	town := rapid.SampledFrom([]string{"", "047012", "047009", "Uzzano"})
	draw := func(t *rapid.T) person.Person {
		return person.Person{GivenName: word.Draw(t, "given") + " x", FamilyName: word.Draw(t, "family") + " x", Municipality: town.Draw(t, "town"),
			Phone: rapid.SampledFrom([]string{"", "333 12", "0572 12345 (figlia)"}).Draw(t, "phone"), Sex: rapid.SampledFrom([]string{"", "F", "X"}).Draw(t, "sex"),
			Address: rapid.SampledFrom([]string{"", "Via \"Roma\" 1; DROP"}).Draw(t, "address"), Language: rapid.SampledFrom([]string{"", "arabo"}).Draw(t, "language"),
			BirthDate: rapid.SampledFrom([]value.Date{{}, value.MustDate("1990-01-01"), value.MustDate("1980-02-29")}).Draw(t, "born")}
	}
	rapid.Check(t, func(rt *rapid.T) {
		states := []person.Person{add(t, w, who, draw(rt))}
		for range rapid.IntRange(0, 4).Draw(rt, "corrections") {
			next := draw(rt)
			now := states[len(states)-1]
			p := change(t, w, who, now, func(p *person.Person) {
				id, version, made, by := p.ID, p.Version, p.MadeAt, p.MadeBy
				*p = next
				p.ID, p.Version, p.MadeAt, p.MadeBy = id, version, made, by
			}, person.SourcePage, "")
			if len(p.Differs(now)) == 0 != (p.Version == now.Version) {
				rt.Fatalf("version %d after %d, differing in %v", p.Version, now.Version, p.Differs(now))
			}
			if p.Version > now.Version {
				states = append(states, p)
			}
		}
		last := states[len(states)-1]
		all := corrections(t, w, who, last)
		if len(all) != len(states)-1 {
			rt.Fatalf("%d corrections of %d states", len(all), len(states))
		}
		for i, c := range all {
			after, before := states[len(states)-1-i], states[len(states)-2-i]
			var want []person.FieldChange
			for _, f := range before.Differs(after) {
				want = append(want, person.FieldChange{Field: f, From: before.Get(f), To: after.Get(f)})
			}
			if !slices.Equal(c.Fields, want) || c.Version != after.Version {
				rt.Fatalf("correction %d: %+v, want %+v", i, c, want)
			}
		}
	})
}

func TestExternalNumbersHaveABeginningAndAnEnd(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		who := w.Account(t, gatetest.Zone, "elena", policy.Secretary)
		p, other := add(t, w, who, samira), add(t, w, who, person.Person{GivenName: "Mario", FamilyName: "Rossi"})
		var id value.ID
		write(t, w, who, func(tx *gate.WriteTx) (err error) {
			if id, err = person.AddExternalID(tx, p.ID, " CPI  Pescia ", "A/12"); err != nil {
				return err
			}
			again, err := person.AddExternalID(tx, p.ID, "cpi pescia", "a/12")
			if again != id {
				t.Errorf("twice made two: %s, %s", id, again)
			}
			return err
		})
		end := func(person1, id value.ID) error {
			return w.Write(ctx, who, func(tx *gate.WriteTx) error {
				if err := tx.Decide(policy.PersonCreate, policy.Resource{Kind: policy.Person}); err != nil {
					return err
				}
				return person.EndExternalID(tx, person1, id)
			})
		}
		if err := end(other.ID, id); !fault.Is(err, fault.NotFound) {
			t.Errorf("ended through another person: %v", err)
		}
		if err := end(p.ID, id); err != nil {
			t.Error(err)
		}
		if err := end(p.ID, id); !fault.Is(err, fault.NotFound) {
			t.Errorf("ended twice: %v", err)
		}
		err := w.Write(ctx, who, func(tx *gate.WriteTx) error {
			if err := tx.Decide(policy.PersonCreate, policy.Resource{Kind: policy.Person}); err != nil {
				return err
			}
			_, err := person.AddExternalID(tx, p.ID, "", strings.Repeat("9", 61))
			return err
		})
		if f := faults(err); f["owner"] == "" || f["number"] == "" {
			t.Errorf("an empty owner and a long number: %v", err)
		}
		read(t, w, who, func(tx *gate.ReadTx) error {
			all, err := person.ExternalIDs(tx, p.ID)
			if err != nil || len(all) != 1 || all[0].Owner != "CPI Pescia" || all[0].Since != w.Now() || all[0].Until != w.Now() {
				t.Errorf("%+v, %v", all, err)
			}
			return nil
		})
	})
}
