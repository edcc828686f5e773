package ledger

import (
	"bytes"
	"database/sql"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"

	"siil/internal/value"
)

func drawLeaf(t *rapid.T) Leaf {
	id := rapid.Custom(func(t *rapid.T) value.ID {
		return value.NewIDFrom(bytes.NewReader(rapid.SliceOfN(rapid.Byte(), 10, 10).Draw(t, "bytes")), start)
	})
	word := rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-z~"\\<]{0,12}`), rapid.Map(id, func(i value.ID) string { return string(i) }))
	l := Leaf{
		At:   value.InstantOf(start.Add(time.Duration(rapid.Int64Range(-1e17, 1e17).Draw(t, "at")))),
		Zone: word.Draw(t, "zone"), Actor: word.Draw(t, "actor"), Role: word.Draw(t, "role"), Via: word.Draw(t, "via"),
		Action: word.Draw(t, "action"), Kind: word.Draw(t, "kind"), Subject: word.Draw(t, "subject"), Why: word.Draw(t, "why"),
		OK: rapid.Bool().Draw(t, "ok"), Count: rapid.Int().Draw(t, "count"),
	}
	copy(l.Salt[:], rapid.SliceOfN(rapid.Byte(), 8, 8).Draw(t, "salt"))
	if rapid.Bool().Draw(t, "list") {
		shown := ShownRoot(rapid.SliceOfN(id, 0, 3).Draw(t, "shown"))
		l.Shown = &shown
	}
	for range rapid.IntRange(0, 3).Draw(t, "rows") {
		r := Row{Table: rapid.Uint16().Draw(t, "table"), ID: id.Draw(t, "row")}
		copy(r.MAC[:], rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "mac"))
		l.Rows = append(l.Rows, r)
	}
	return l
}

func TestLeafComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawLeaf(t)
		body := l.Encode()
		if !bytes.Equal(body, l.Encode()) {
			t.Fatal("not the same bytes twice")
		}
		got, err := Decode(body)
		if err != nil || !reflect.DeepEqual(got, l) {
			t.Fatalf("%s\ngave %+v, %v\nwant %+v", body, got, err, l)
		}
		subject := sql.NullString{String: l.Subject, Valid: l.Subject != ""}
		got, err = Restore(l.Zone, subject, l.At.String(), l.pack())
		if err != nil || !reflect.DeepEqual(got, l) {
			t.Fatalf("%s\ngave %+v, %v\nwant %+v", l.pack(), got, err, l)
		}
		if _, err := Restore(l.Zone, subject, l.At.String(), body); err == nil {
			t.Fatal("a whole record passes for a stored one")
		}
		if _, err := Restore(l.Zone, sql.NullString{Valid: true}, l.At.String(), l.pack()); err == nil {
			t.Fatal("an empty subject passes for an absent one")
		}
	})
}

func TestLeavesThatDifferHaveOtherBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawLeaf(t), drawLeaf(t)
		if rapid.Bool().Draw(t, "alike") { // as like as two leaves can be: one field moved
			b = a
			b.Actor, b.Role = a.Role, a.Actor
		}
		if bytes.Equal(a.Encode(), b.Encode()) != reflect.DeepEqual(a, b) {
			t.Fatalf("%+v\n%+v\n%s", a, b, a.Encode())
		}
	})
}

// The bytes of a leaf are for ever: a log written by an older program must still verify.
func TestLeafBytesStay(t *testing.T) {
	l := oneLeaf(2)
	shown := [32]byte{1, 2, 3}
	l.Shown, l.OK, l.Why = &shown, false, "not_in_team"
	want := `{"v":1,"at":"2026-11-24T08:00:00.123456Z","zone":"valdarno","sub":"~AaIMkaAAcYGBgYGBgYGBgQ","who":"~AaIMkaAAcICAgICAgICAgA","role":"employment_officer","via":"page",` +
		`"act":"note.write","kind":"note","why":"not_in_team","no":1,"n":2,"shown":"AQIDAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",` +
		`"rows":"AAcBogyRoABygoKCgoKCgoKCCQAAAAAAAAAAAAAAAAAAAAAIAaIMkaAAc4ODg4ODg4ODgwkAAAAAAAAAAAAAAAAAAAA","salt":"BQAAAAAAAAA"}`
	if got := string(l.Encode()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func oneLeaf(rows int) Leaf {
	id := func(b byte) value.ID { return value.NewIDFrom(bytes.NewReader(bytes.Repeat([]byte{b}, 10)), start) }
	l := Leaf{At: value.InstantOf(start.Add(123456 * time.Microsecond)), Zone: "valdarno", Actor: string(id(0x80)), Role: "employment_officer",
		Via: "page", Action: "note.write", Kind: "note", Subject: string(id(0x81)), OK: true, Count: rows, Salt: [8]byte{5}}
	for i := range rows {
		l.Rows = append(l.Rows, Row{Table: uint16(7 + i), ID: id(byte(0x82 + i)), MAC: [16]byte{9}})
	}
	return l
}

func TestLeafIsSmall(t *testing.T) {
	for rows, most := range []struct{ whole, stored int }{{230, 140}, {290, 200}, {350, 260}} {
		l := oneLeaf(rows)
		if whole, stored := len(l.Encode()), len(l.pack()); whole > most.whole || stored > most.stored {
			t.Errorf("%d rows: %d bytes, stored %d; at most %v", rows, whole, stored, most)
		}
	}
}

func TestDecodeRefusesWhatEncodeWouldNotWrite(t *testing.T) {
	l := oneLeaf(1)
	good := string(l.Encode())
	if _, err := Decode([]byte(good)); err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string]string{
		"empty": "", "null": "null", "list": "[]", "number": "1", "no version": strings.Replace(good, `"v":1,`, "", 1),
		"version 2": strings.Replace(good, `"v":1`, `"v":2`, 1), "space": strings.Replace(good, ",", ", ", 1), "trailing": good + "\n",
		"two": good + good, "unknown member": strings.Replace(good, `{`, `{"x":1,`, 1), "doubled member": strings.Replace(good, `"n":1`, `"n":1,"n":1`, 1),
		"other order": strings.Replace(good, `"zone":"valdarno",`, "", 1)[:len(good)-len(`"zone":"valdarno",`)-1] + `,"zone":"valdarno"}`,
		"zero count":  strings.Replace(good, `"n":1`, `"n":0`, 1), "empty word": strings.Replace(good, `"via":"page"`, `"via":""`, 1),
		"refusal 2": strings.Replace(good, `"n":1`, `"no":2,"n":1`, 1), "escaped letter": strings.Replace(good, `"page"`, `"pag\u0065"`, 1),
		"name in capitals": strings.Replace(good, `"via"`, `"VIA"`, 1), "short salt": strings.Replace(good, `"salt":"BQAAAAAAAAA"`, `"salt":"BQAAAAAAAA"`, 1),
		"loose bits": strings.Replace(good, `BQAAAAAAAAA"`, `BQAAAAAAAAB"`, 1), "half a row": strings.Replace(good, `"rows":"AAcB`, `"rows":"`, 1),
		"plain uuid": strings.Replace(good, `"~AaIMkaAAcICAgICAgICAgA"`, `"`+l.Actor+`"`, 1), "bad instant": strings.Replace(good, "T08:", "T28:", 1),
		"short instant": strings.Replace(good, ".123456Z", "Z", 1), "bad base64": strings.Replace(good, `"salt":"BQ`, `"salt":"B!`, 1),
	} {
		if got, err := Decode([]byte(bad)); err == nil || bad == good {
			t.Errorf("%s: %s gave %+v", name, bad, got)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for rows := range 3 {
		l := oneLeaf(rows)
		f.Add(l.Encode())
	}
	f.Add([]byte(`{"v":1,"at":"2026-11-24T08:00:00.123456Z","act":"x","rows":""}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		l, err := Decode(body)
		if err != nil {
			return
		}
		if !bytes.Equal(l.Encode(), body) {
			t.Errorf("%q came back as %q", body, l.Encode())
		}
	})
}

func TestLeafThatCouldNotBeReadBackIsRefused(t *testing.T) {
	w := newWorld(t, 1)
	for name, change := range map[string]func(*Leaf){
		"no instant":     func(l *Leaf) { l.At = value.Instant{} },
		"no action":      func(l *Leaf) { l.Action = "" },
		"row without id": func(l *Leaf) { l.Rows = []Row{{Table: 1}} },
		"no UUID":        func(l *Leaf) { l.Rows = []Row{{Table: 1, ID: "valdarno"}} },
		"too many rows":  func(l *Leaf) { l.Rows = make([]Row, MaxRows+1) },
	} {
		l := w.leaf()
		change(&l)
		tx, err := w.db.Begin()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.log.Append(t.Context(), tx, []Leaf{w.leaf(), l}); err == nil {
			t.Errorf("%s: accepted", name)
		}
		tx.Rollback()
	}
}

func TestShownRoot(t *testing.T) {
	src := rand.NewChaCha8([32]byte{1})
	var ids []value.ID
	for n := range 40 {
		var stored []tlog.Hash
		read := tlog.HashReaderFunc(func(at []int64) (list []tlog.Hash, _ error) {
			for _, i := range at {
				list = append(list, stored[i])
			}
			return list, nil
		})
		for i, id := range ids {
			h, err := tlog.StoredHashes(int64(i), []byte(id), read)
			if err != nil {
				t.Fatal(err)
			}
			stored = append(stored, h...)
		}
		want, err := tlog.TreeHash(int64(n), read)
		if err != nil || ShownRoot(ids) != want {
			t.Fatalf("%d ids: %v", n, err)
		}
		ids = append(ids, value.NewIDFrom(src, start))
	}
}
