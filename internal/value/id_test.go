package value

import (
	"math/rand"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

func TestNewIDsSortByTimeAndParse(t *testing.T) {
	last := ID("")
	for range 1000 {
		id := NewID()
		if id <= last {
			t.Fatalf("%s does not come after %s", id, last)
		}
		if back, ok := ParseID(string(id)); !ok || back != id {
			t.Fatalf("%s does not read back", id)
		}
		last = id
	}
	if v := uuid.MustParse(string(last)).Version(); v != 7 {
		t.Fatalf("version %d", v)
	}
}

func TestNewIDFromIsRepeatable(t *testing.T) {
	at := time.Date(2026, 11, 24, 13, 30, 0, 123e6, time.UTC)
	a, b := NewIDFrom(rand.New(rand.NewSource(7)), at), NewIDFrom(rand.New(rand.NewSource(7)), at)
	if a != b {
		t.Fatalf("%s and %s from one seed", a, b)
	}
	if c := NewIDFrom(rand.New(rand.NewSource(8)), at); c == a {
		t.Fatal("two seeds, one id")
	}
	u := uuid.MustParse(string(a))
	sec, nsec := u.Time().UnixTime()
	if u.Version() != 7 || u.Variant() != uuid.RFC4122 || !time.Unix(sec, nsec).Equal(at) {
		t.Fatalf("%s is version %d, variant %v, at %v", a, u.Version(), u.Variant(), time.Unix(sec, nsec).UTC())
	}
}

func TestParseID(t *testing.T) {
	const canonical = "0190163d-8694-739b-aea5-966c26f8ad91"
	for _, in := range []string{canonical, strings.ToUpper(canonical)} {
		if id, ok := ParseID(in); !ok || id != canonical {
			t.Errorf("%q: %q %v", in, id, ok)
		}
	}
	for _, in := range []string{"", "x", canonical + " ", " " + canonical[1:], "{" + canonical + "}", "urn:uuid:" + canonical,
		strings.ReplaceAll(canonical, "-", ""), canonical[:35] + "g", strings.Replace(canonical, "-", "0", 1)} {
		if id, ok := ParseID(in); ok || id != "" {
			t.Errorf("%q was read as %q", in, id)
		}
	}
}

func TestIDColumns(t *testing.T) {
	id := NewID()
	for _, src := range []any{string(id), []byte(id)} {
		var back ID
		if err := back.Scan(src); err != nil || back != id {
			t.Errorf("%T: %q %v", src, back, err)
		}
	}
	if v, err := id.Value(); err != nil || v != string(id) {
		t.Errorf("stored as %v, %v", v, err)
	}
	back := id
	if err := back.Scan(nil); err != nil || !back.Absent() {
		t.Errorf("NULL is %q, %v", back, err)
	}
	if v, err := ID("").Value(); err != nil || v != nil {
		t.Errorf("absent is stored as %v, %v", v, err)
	}
	for _, src := range []any{"no id", 3.5, int64(1)} {
		if err := back.Scan(src); err == nil {
			t.Errorf("%v was read", src)
		}
	}
}
