package document_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"siil/internal/attachment"
	"siil/internal/casefile"
	"siil/internal/document"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/policy"
	"siil/internal/value"
)

var invitation = document.Request{Model: "CONVOCAZIONE", Lang: "it"}

// bring brings a file into the case as somebody.
func (w *world) bring(t testing.TB, who gate.Actor, section policy.Section, title string) (document.Document, error) {
	t.Helper()
	picture := []byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
	_, err := w.files.Keep(ctx, who, document.AttachSlot(w.id), "Certificato di Samira.pdf", bytes.NewReader(picture))
	must(t, err)
	return w.room.Add(ctx, who, w.id, document.Adding{Slot: document.AttachSlot(w.id), Title: title, Section: section})
}

// TestNumbersHaveNoGaps: many at once get one after the other; a command that fails takes none; each zone and each year counts its own.
func TestNumbersHaveNoGaps(t *testing.T) {
	inWorlds(t, func(t *testing.T, w *world) {
		const many = 12
		var wg sync.WaitGroup
		numbers := make([]int, many)
		for i := range many {
			wg.Go(func() {
				d, err := w.room.Make(ctx, []gate.Actor{w.elena, w.paolo, w.carla}[i%3], w.id, invitation)
				if err != nil {
					t.Error(explained(err))
				}
				numbers[i] = d.Number
			})
		}
		wg.Wait()
		slices.Sort(numbers)
		for i, n := range numbers {
			if n != i+1 {
				t.Fatalf("the numbers are %v", numbers)
			}
		}
		failed := errors.New("something else")
		err := w.Write(ctx, w.elena, func(tx *gate.WriteTx) error {
			c, res, err := casefile.Facts(&tx.ReadTx, w.id)
			must(t, err)
			d, err := document.MakeIn(tx, c, res, document.Produced{Lang: "it", Title: "Relazione", Section: policy.Common, Markdown: "Parole."})
			if err != nil || d.Number != many+1 {
				t.Errorf("number %d in a command: %v", d.Number, err)
			}
			return failed
		})
		if !errors.Is(err, failed) {
			t.Fatal(err)
		}
		if d := w.make(t, w.elena, invitation); d.Number != many+1 || d.Year != 2026 {
			t.Errorf("after a command that failed: %s", d.Short())
		}
		d, err := w.room.Make(ctx, w.olga, "", document.Request{Model: "RELAZIONE_ANNUALE", Lang: "it"})
		if must(t, err); d.Short() != "1/2026" {
			t.Errorf("the first of another zone is %s", d.Short())
		}
		w.Clock.Add(40 * 24 * time.Hour)
		if d := w.make(t, w.elena, invitation); d.Short() != "1/2027" {
			t.Errorf("the first of another year is %s", d.Short())
		}
		w.proved(t)
	})
}

// TestOnceMakesOne: the same request twice is one document; somebody else's is another.
func TestOnceMakesOne(t *testing.T) {
	inWorlds(t, func(t *testing.T, w *world) {
		in := invitation
		in.Once = value.NewID()
		first, second := w.make(t, w.elena, in), w.make(t, w.elena, in)
		if first.ID != second.ID || first.Number != second.Number || len(second.Files) != 2 || w.documents(t) != 1 {
			t.Errorf("made %+v and %+v", first, second)
		}
		if first.Files[0] != second.Files[0] || first.Files[0].Format != document.PDF {
			t.Errorf("files in two orders: %+v, %+v", first.Files, second.Files)
		}
		if _, err := w.room.Make(ctx, w.paolo, w.id, in); !fault.Is(err, fault.Conflict) {
			t.Errorf("somebody else's request: %v", err)
		}
		if _, err := w.room.Make(ctx, w.carla, "", document.Request{Model: "RELAZIONE_ANNUALE", Lang: "it", Once: in.Once}); !fault.Is(err, fault.Conflict) {
			t.Errorf("the same for another thing: %v", err)
		}
		w.proved(t)
	})
}

// TestFilesStayAsTheyWereKept: byte for byte, with their digest, whatever changes after; no database holds their words.
func TestFilesStayAsTheyWereKept(t *testing.T) {
	inWorlds(t, func(t *testing.T, w *world) {
		in := document.Request{Model: "CONVOCAZIONE", Lang: "it", Title: "Invito al colloquio", Text: "Ti aspettiamo **martedì** alle 9 in piazza Inventata."}
		d := w.make(t, w.elena, in)
		kept := map[string][]byte{}
		for _, f := range d.Files {
			got, content, err := w.room.Open(ctx, w.paolo, d.ID, f.Format)
			must(t, err)
			sum := sha256.Sum256(content)
			if hex.EncodeToString(sum[:]) != f.Digest || int64(len(content)) != f.Size || got.Files[0].Digest != f.Digest {
				t.Errorf("%s is not what was kept", f.Format)
			}
			if got.FileName(f.Format) != "documento-1-2026."+f.Format {
				t.Errorf("saved as %s", got.FileName(f.Format))
			}
			kept[f.Format] = content
		}
		if len(kept) != 2 || !bytes.HasPrefix(kept[document.PDF], []byte("%PDF-")) || !bytes.HasPrefix(kept[document.ODT], []byte("PK")) {
			t.Fatalf("files of %d kinds", len(kept))
		}
		must(t, w.room.SetLetterhead(ctx, w.carla, document.Letterhead{Lines: []string{"Un'altra intestazione"}}, nil))
		must(t, w.room.SetWording(ctx, w.carla, "CONVOCAZIONE", "it", "# Altro\n\nCiao {{persona.nome}}.\n"))
		w.Clock.Add(time.Hour)
		for format, was := range kept {
			_, now, err := w.room.Open(ctx, w.elena, d.ID, format)
			if must(t, err); !bytes.Equal(was, now) {
				t.Errorf("%s has changed", format)
			}
		}
		back, words, err := w.room.Read(ctx, w.elena, d.ID)
		if must(t, err); words != in.Text || back.Title != in.Title {
			t.Errorf("title %q, words %q", back.Title, words)
		}
		if d := w.make(t, w.elena, invitation); d.Number != 2 {
			t.Errorf("the next is %s", d.Short())
		}
		_, _, err = w.room.Open(ctx, w.elena, d.ID, "docx")
		missing(t, err)
		w.proved(t)
		must(t, w.Write(ctx, w.elena, func(tx *gate.WriteTx) error {
			c, res, err := casefile.Facts(&tx.ReadTx, w.id)
			must(t, err)
			res.Section = policy.Common
			must(t, tx.Decide(policy.DocumentMake, res))
			_ = c
			return tx.Update("document_file", d.Files[0].ID, gate.Row{"digest": strings.Repeat("0", 64)})
		}))
		if _, _, err := w.room.Open(ctx, w.elena, d.ID, d.Files[0].Format); !fault.Is(err, fault.Internal) {
			t.Errorf("a file that is not the one kept was given: %v", err)
		}
	})
}

// TestOnlyThoseOfTheCaseMakeAndRead: to everybody else a document is not there.
func TestOnlyThoseOfTheCaseMakeAndRead(t *testing.T) {
	inWorlds(t, func(t *testing.T, w *world) {
		d := w.make(t, w.elena, invitation)
		for i, who := range []gate.Actor{w.carla, w.elena, w.paolo, w.lucia} {
			_, _, err := w.room.Read(ctx, who, d.ID)
			must(t, err)
			all, err := w.room.Of(ctx, who, w.id)
			if must(t, err); len(all) != i+1 || all[0].Number != i+1 || len(all[0].Files) != 2 {
				t.Errorf("%s sees %d documents", who.Name, len(all))
			}
			w.make(t, who, invitation)
		}
		made := w.documents(t)
		for _, who := range []gate.Actor{w.nora, w.sofia, w.dario, w.anna, w.olga} {
			_, err := w.room.Preview(ctx, who, w.id, invitation)
			missing(t, err)
			_, err = w.room.Make(ctx, who, w.id, invitation)
			missing(t, err)
			_, err = w.room.Make(ctx, who, w.id, document.Request{Model: "NESSUNO"}) // nor do they learn what is wrong with it
			missing(t, err)
			_, err = w.room.Of(ctx, who, w.id)
			missing(t, err)
			_, _, err = w.room.Read(ctx, who, d.ID)
			missing(t, err)
			_, _, err = w.room.Open(ctx, who, d.ID, document.PDF)
			missing(t, err)
			_, err = w.bring(t, who, policy.Common, "Certificato")
			missing(t, err)
			err = w.Write(ctx, who, func(tx *gate.WriteTx) error {
				c, res, err := casefile.Facts(&tx.ReadTx, w.id)
				if err != nil {
					return err
				}
				_, err = document.MakeIn(tx, c, res, document.Produced{Lang: "it", Title: "Relazione", Section: policy.Common, Markdown: "Parole."})
				return err
			})
			missing(t, err)
		}
		if n := w.documents(t); n != made {
			t.Errorf("%d documents were made by others", n-made)
		}
		w.proved(t)
	})
}

// TestReservedDocumentIsTheSections: what is brought into a section is there for those who read it, and nowhere for the others; its title is sealed.
func TestReservedDocumentIsTheSections(t *testing.T) {
	inWorlds(t, func(t *testing.T, w *world) {
		d, err := w.bring(t, w.lucia, policy.Health, "Piano terapeutico")
		must(t, err)
		for _, s := range []policy.Section{policy.Health, policy.Justice, "altra"} {
			_, err = w.bring(t, w.elena, s, "Altro")
			missing(t, err)
		}
		back, _, err := w.room.Read(ctx, w.lucia, d.ID)
		if must(t, err); back.Title != "Piano terapeutico" || back.Section != policy.Health || len(back.Attached) != 1 {
			t.Errorf("read %+v", back)
		}
		all, err := w.room.Of(ctx, w.lucia, w.id)
		if must(t, err); len(all) != 1 || all[0].Title != "Piano terapeutico" {
			t.Errorf("lucia sees %+v", all)
		}
		for _, who := range []gate.Actor{w.elena, w.paolo, w.carla} {
			if all, err := w.room.Of(ctx, who, w.id); err != nil || len(all) != 0 {
				t.Errorf("%s sees %+v, %v", who.Name, all, err)
			}
			_, _, err := w.room.Read(ctx, who, d.ID)
			missing(t, err)
		}
		if n := w.number(t, "SELECT COUNT(*) FROM document WHERE zone = $1 AND (title IS NOT NULL OR title_key IS NOT NULL)"); n != 0 {
			t.Error("the title of a reserved document stands open")
		}
		for _, who := range []gate.Actor{w.carla, w.sofia} {
			reg, err := w.room.Register(ctx, who, document.Filter{})
			if must(t, err); len(reg.Entries) != 1 || reg.Entries[0].Opens || reg.Entries[0].CaseID != "" || reg.Entries[0].CaseNumber != 0 {
				t.Errorf("the register shows %s %+v", who.Name, reg.Entries)
			}
		}
		must(t, w.room.SetProtocol(ctx, w.sofia, d.ID, "1200/2026", w.Today()))
		w.proved(t)
	})
}

// TestAdding: files with a title and a day become a document; what is missing is said, and the files still wait.
func TestAdding(t *testing.T) {
	inWorlds(t, func(t *testing.T, w *world) {
		slot := document.AttachSlot(w.id)
		good := document.Adding{Slot: slot, Title: "Attestato", Section: policy.Common, OnDay: w.Today().AddDays(-9)}
		_, err := w.room.Add(ctx, w.paolo, w.id, good)
		refused(t, err, attachment.FormField)
		for _, name := range []string{"a.txt", "b.txt"} {
			_, err := w.files.Keep(ctx, w.paolo, slot, name, strings.NewReader("ha seguito il corso "+name))
			if err != nil {
				_, err = w.files.Keep(ctx, w.paolo, slot, strings.Replace(name, "txt", "pdf", 1), strings.NewReader("%PDF-1.4 "+name+"\n%%EOF\n"))
			}
			must(t, err)
		}
		for field, change := range map[string]func(a *document.Adding){"title": func(a *document.Adding) { a.Title = " " }, "on": func(a *document.Adding) { a.OnDay = w.Today().AddDays(1) }} {
			in := good
			change(&in)
			_, err := w.room.Add(ctx, w.paolo, w.id, in)
			refused(t, err, field)
		}
		in := good
		in.Title = strings.Repeat("è", document.MaxTitle+1)
		_, err = w.room.Add(ctx, w.paolo, w.id, in)
		refused(t, err, "title")
		if _, err := w.room.Add(ctx, w.elena, w.id, good); err == nil {
			t.Error("somebody else's files were brought in")
		}
		d, err := w.room.Add(ctx, w.paolo, w.id, good)
		if must(t, err); d.Number != 1 || !d.Brought() || len(d.Attached) != 2 || d.OnDay != good.OnDay {
			t.Errorf("added %+v", d)
		}
		all, err := w.room.Of(ctx, w.elena, w.id)
		if must(t, err); len(all) != 1 || len(all[0].Attached) != 2 || all[0].Title != "Attestato" || len(all[0].Files) != 0 {
			t.Errorf("elena sees %+v", all)
		}
		_, err = w.room.Add(ctx, w.paolo, w.id, good)
		refused(t, err, attachment.FormField) // the files belong to the first
		w.proved(t)
	})
}

// TestProtocol: the number comes with its day; coordinator and secretary write it and take it back.
func TestProtocol(t *testing.T) {
	inWorlds(t, func(t *testing.T, w *world) {
		id := w.make(t, w.elena, invitation).ID
		day := w.Today()
		refused(t, w.room.SetProtocol(ctx, w.sofia, id, "12/2026", value.Date{}), "on")
		refused(t, w.room.SetProtocol(ctx, w.sofia, id, "12/2026", day.AddDays(1)), "on")
		refused(t, w.room.SetProtocol(ctx, w.sofia, id, strings.Repeat("1", document.MaxProtocol+1), day), "protocol")
		refused(t, w.room.SetProtocol(ctx, w.sofia, id, "1\x00", day), "protocol")
		for _, who := range []gate.Actor{w.elena, w.paolo, w.nora, w.dario, w.anna, w.olga} {
			missing(t, w.room.SetProtocol(ctx, who, id, "12/2026", day))
		}
		missing(t, w.room.SetProtocol(ctx, w.sofia, value.NewID(), "12/2026", day))
		said := func(number string, on value.Date) {
			t.Helper()
			d, _, err := w.room.Read(ctx, w.elena, id)
			if must(t, err); d.ProtocolNumber != number || d.ProtocolOn != on {
				t.Errorf("protocol %q of %s", d.ProtocolNumber, d.ProtocolOn)
			}
		}
		said("", value.Date{})
		must(t, w.room.SetProtocol(ctx, w.sofia, id, " 12345 ", day))
		said("12345", day)
		must(t, w.room.SetProtocol(ctx, w.carla, id, "12346", day.AddDays(-1)))
		said("12346", day.AddDays(-1))
		must(t, w.room.SetProtocol(ctx, w.carla, id, "", value.Date{}))
		said("", value.Date{})
		w.proved(t)
	})
}

// TestVoid: a document that counts no more says why, once, and stays with number and files.
func TestVoid(t *testing.T) {
	inWorlds(t, func(t *testing.T, w *world) {
		id := w.make(t, w.elena, invitation).ID
		refused(t, w.room.Void(ctx, w.carla, id, " \n"), "why")
		refused(t, w.room.Void(ctx, w.carla, id, strings.Repeat("a", document.MaxWhy+1)), "why")
		for _, who := range []gate.Actor{w.elena, w.nora, w.dario, w.anna, w.olga} {
			missing(t, w.room.Void(ctx, who, id, "ora sbagliata"))
		}
		must(t, w.room.Void(ctx, w.sofia, id, "ora sbagliata"))
		if err := w.room.Void(ctx, w.carla, id, "di nuovo"); !fault.Is(err, fault.Conflict) {
			t.Errorf("voided twice: %v", err)
		}
		d, _, err := w.room.Read(ctx, w.elena, id)
		if must(t, err); !d.Voided() || d.VoidedWhy != "ora sbagliata" || d.VoidedBy != w.sofia.Account || d.Number != 1 {
			t.Errorf("voided: %+v", d)
		}
		_, _, err = w.room.Open(ctx, w.elena, id, document.PDF)
		must(t, err)
		if d := w.make(t, w.elena, invitation); d.Number != 2 {
			t.Errorf("its number went to another: %s", d.Short())
		}
		w.proved(t)
	})
}

// TestMakeAndVoidInACommand: another command's document lands and goes with it, only of its own case.
func TestMakeAndVoidInACommand(t *testing.T) {
	inWorlds(t, func(t *testing.T, w *world) {
		do := func(do func(tx *gate.WriteTx, c casefile.Case, res policy.Resource) error) error {
			return w.Write(ctx, w.elena, func(tx *gate.WriteTx) error {
				c, res, err := casefile.Facts(&tx.ReadTx, w.id)
				must(t, err)
				must(t, tx.Decide(policy.CaseOpen, res))
				return do(tx, c, res)
			})
		}
		var d document.Document
		must(t, do(func(tx *gate.WriteTx, c casefile.Case, res policy.Resource) (err error) {
			d, err = document.MakeIn(tx, c, res, document.Produced{Model: "RELAZIONE_CHIUSURA", Lang: "it", Title: "Relazione di chiusura", Section: policy.Common, Markdown: "# Relazione\n\nÈ andata bene."})
			return err
		}))
		back, words, err := w.room.Read(ctx, w.paolo, d.ID)
		if must(t, err); words != "# Relazione\n\nÈ andata bene." || back.MadeBy != w.elena.Account || back.CaseID != w.id || len(back.Files) != 2 {
			t.Errorf("read %+v, %q", back, words)
		}
		for field, x := range map[string]document.Produced{"title": {Lang: "it", Section: policy.Common, Markdown: "Parole."}, "text": {Lang: "it", Title: "Titolo", Section: policy.Common, Markdown: " "}} {
			refused(t, do(func(tx *gate.WriteTx, c casefile.Case, res policy.Resource) error {
				_, err := document.MakeIn(tx, c, res, x)
				return err
			}), field)
		}
		zone, err := w.room.Make(ctx, w.carla, "", document.Request{Model: "RELAZIONE_ANNUALE", Lang: "it"})
		must(t, err)
		void := func(id value.ID) error {
			return do(func(tx *gate.WriteTx, c casefile.Case, _ policy.Resource) error {
				return document.VoidIn(tx, c, id, "chiusura annullata")
			})
		}
		missing(t, void(zone.ID))
		missing(t, void(value.NewID()))
		must(t, void(d.ID))
		must(t, void(d.ID))
		if back, _, err := w.room.Read(ctx, w.paolo, d.ID); err != nil || !back.Voided() || back.VoidedWhy != "chiusura annullata" {
			t.Errorf("voided: %+v, %v", back, err)
		}
		w.proved(t)
	})
}

// TestRegister: who keeps it lists all documents by year, model, day, number and protocol, page by page; nobody else does.
func TestRegister(t *testing.T) {
	inWorlds(t, func(t *testing.T, w *world) {
		for i := range 7 {
			in := invitation
			if i == 3 {
				in.Model = "PROGETTO"
			}
			d := w.make(t, w.elena, in)
			if i < 2 {
				must(t, w.room.SetProtocol(ctx, w.sofia, d.ID, "100", w.Today()))
			}
			if i == 6 {
				must(t, w.room.Void(ctx, w.sofia, d.ID, "prova"))
			}
		}
		_, err := w.bring(t, w.paolo, policy.Work, "Attestato")
		must(t, err)
		w.Clock.Add(40 * 24 * time.Hour)
		w.make(t, w.elena, invitation)
		lists := func(f document.Filter, want string) {
			t.Helper()
			reg, err := w.room.Register(ctx, w.sofia, f)
			must(t, err)
			var got []string
			for _, e := range reg.Entries {
				got = append(got, e.Short())
				if e.Opens || e.CaseID != "" || e.CaseNumber != 0 {
					t.Errorf("the secretary learns of whom %s is", e.Short())
				}
			}
			if s := strings.Join(got, " "); s != want {
				t.Errorf("%+v lists %s, want %s", f, s, want)
			}
			if reg.Waiting != 6 || !slices.Equal(reg.Years, []int{2027, 2026}) {
				t.Errorf("%d wait, years %v", reg.Waiting, reg.Years)
			}
		}
		lists(document.Filter{}, "1/2027 8/2026 7/2026 6/2026 5/2026 4/2026 3/2026 2/2026 1/2026")
		lists(document.Filter{Oldest: true, Year: 2026, NoProtocol: true}, "3/2026 4/2026 5/2026 6/2026 8/2026")
		lists(document.Filter{Model: "PROGETTO"}, "4/2026")
		lists(document.Filter{Model: document.BroughtIn}, "8/2026")
		lists(document.Filter{Number: 1}, "1/2027 1/2026")
		lists(document.Filter{From: value.MustDate("2027-01-01")}, "1/2027")
		lists(document.Filter{To: value.MustDate("2026-11-23")}, "")
		lists(document.Filter{After: "non so"}, "1/2027 8/2026 7/2026 6/2026 5/2026 4/2026 3/2026 2/2026 1/2026")
		for _, oldest := range []bool{false, true} {
			f, seen := document.Filter{Oldest: oldest, Limit: 4}, 0
			for pages := 1; ; pages++ {
				reg, err := w.room.Register(ctx, w.carla, f)
				must(t, err)
				seen += len(reg.Entries)
				if f.After = reg.Next; f.After == "" || pages > 9 {
					break
				}
			}
			if seen != 9 {
				t.Errorf("%d lines on all pages", seen)
			}
		}
		for _, who := range []gate.Actor{w.elena, w.paolo, w.lucia, w.nora, w.dario, w.anna} {
			_, err := w.room.Register(ctx, who, document.Filter{})
			missing(t, err)
		}
		if reg, err := w.room.Register(ctx, w.olga, document.Filter{}); err != nil || len(reg.Entries) != 0 || reg.Waiting != 0 {
			t.Errorf("another zone's register: %+v, %v", reg, err)
		}
	})
}

// TestQueriesDoNotGrow: as many for many documents as for a few.
func TestQueriesDoNotGrow(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	count := func() (of, register, preview int) {
		c, n := gate.CountQueries(ctx)
		_, err := w.room.Of(c, w.elena, w.id)
		must(t, err)
		of, *n = *n, 0
		_, err = w.room.Register(c, w.carla, document.Filter{})
		must(t, err)
		register, *n = *n, 0
		_, err = w.room.Preview(c, w.elena, w.id, document.Request{Model: "RELAZIONE_CHIUSURA", Lang: "it"})
		must(t, err)
		return of, register, *n
	}
	bring := func() {
		w.make(t, w.elena, invitation)
		_, err := w.bring(t, w.paolo, policy.Common, "Attestato")
		must(t, err)
	}
	bring()
	of, register, preview := count()
	for range 10 {
		bring()
	}
	of2, register2, preview2 := count()
	if of != of2 || register != register2 || preview != preview2 {
		t.Errorf("queries: of a case %d, then %d; register %d, then %d; preview %d, then %d", of, of2, register, register2, preview, preview2)
	}
	t.Logf("queries: of a case %d, register %d, preview %d", of, register, preview)
}
