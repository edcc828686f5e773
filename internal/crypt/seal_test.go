package crypt

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"siil/internal/fault"
)

var here = Place{Zone: "valdarno", Table: "person", Row: "0193", Column: "tax_code"}

func drawKey(t *rapid.T, label string) Key {
	return Key(rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, label))
}

func drawPlace(t *rapid.T, label string) Place {
	part := rapid.StringMatching(`[ab/]{0,3}`)
	return Place{part.Draw(t, label+" zone"), part.Draw(t, label+" table"), part.Draw(t, label+" row"), part.Draw(t, label+" column")}
}

// What was sealed comes back at its place, and at no other place, however alike the two look when written one after the other.
func TestSealedOpensAtItsPlaceOnly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k, plain := drawKey(t, "key"), rapid.SliceOf(rapid.Byte()).Draw(t, "plain")
		at, other := drawPlace(t, "at"), drawPlace(t, "other")
		sealed := Seal(k, at, plain)
		if len(sealed) != len(plain)+Overhead {
			t.Fatalf("%d bytes for %d", len(sealed), len(plain))
		}
		got, err := Open(k, at, sealed)
		if err != nil || !bytes.Equal(got, plain) {
			t.Fatalf("Open = %q, %v", got, err)
		}
		if got, err := Open(k, other, sealed); (err == nil) != (other == at) {
			t.Fatalf("at %v, opened at %v: %q, %v", at, other, got, err)
		}
	})
}

func TestMovedValueDoesNotOpen(t *testing.T) {
	k := NewKey()
	sealed, wrapped := Seal(k, here, []byte("RSSMRA80A01A390X")), Wrap(k, here, NewKey())
	for name, p := range map[string]Place{
		"zone":    {"aretina", here.Table, here.Row, here.Column},
		"table":   {here.Zone, "draft", here.Row, here.Column},
		"row":     {here.Zone, here.Table, "0194", here.Column},
		"column":  {here.Zone, here.Table, here.Row, "phone"},
		"border":  {here.Zone + "p", "erson", here.Row, here.Column},
		"nowhere": {},
	} {
		if _, err := Open(k, p, sealed); !errors.Is(err, ErrSealed) || !fault.Is(err, fault.Internal) {
			t.Errorf("value moved to another %s: %v", name, err)
		}
		if _, err := Unwrap(k, p, wrapped); !errors.Is(err, ErrSealed) {
			t.Errorf("key moved to another %s: %v", name, err)
		}
	}
}

func TestEveryFlippedBitIsFound(t *testing.T) {
	k := NewKey()
	sealed, wrapped := Seal(k, here, []byte("a short note")), Wrap(k, here, NewKey())
	for bit := range len(sealed) * 8 {
		if _, err := Open(k, here, flip(sealed, bit)); err == nil {
			t.Fatalf("value opens with bit %d flipped", bit)
		}
	}
	for bit := range len(wrapped) * 8 {
		if _, err := Unwrap(k, here, flip(wrapped, bit)); err == nil {
			t.Fatalf("key opens with bit %d flipped", bit)
		}
	}
	for n := range sealed {
		if _, err := Open(k, here, sealed[:n]); err == nil {
			t.Fatalf("value opens when cut to %d bytes", n)
		}
	}
}

func flip(b []byte, bit int) []byte {
	b = bytes.Clone(b)
	b[bit/8] ^= 1 << (bit % 8)
	return b
}

func TestWrongKeyDoesNotOpen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := drawKey(t, "key")
		wrong := Key(flip(k[:], rapid.IntRange(0, 255).Draw(t, "bit")))
		if _, err := Open(wrong, here, Seal(k, here, []byte("x"))); err == nil {
			t.Fatal("value opens with another key")
		}
		if _, err := Unwrap(wrong, here, Wrap(k, here, NewKey())); err == nil {
			t.Fatal("key opens with another key")
		}
	})
}

func TestWrappedKeyComesBackAndIsNoValue(t *testing.T) {
	kek, k := NewKey(), NewKey()
	wrapped := Wrap(kek, here, k)
	if got, err := Unwrap(kek, here, wrapped); err != nil || got != k {
		t.Fatalf("Unwrap: %v, same key %v", err, got == k)
	}
	if _, err := Open(kek, here, wrapped); err == nil {
		t.Error("a wrapped key opens as a value")
	}
	if _, err := Unwrap(kek, here, Seal(kek, here, k[:])); err == nil {
		t.Error("a value opens as a wrapped key")
	}
}

func TestSameValueSealsDifferently(t *testing.T) {
	k := NewKey()
	if bytes.Equal(Seal(k, here, []byte("x")), Seal(k, here, []byte("x"))) {
		t.Error("equal values can be told from their sealed forms")
	}
}

// Whatever a programmer prints by mistake, no byte of a key is in it, in any of the ways fmt has to write bytes.
func TestKeysAreNeverPrinted(t *testing.T) {
	k := Key(bytes.Repeat([]byte{0xa7}, 32))
	file := NewKeyFile(bytes.NewReader(bytes.Repeat([]byte{0xa7}, 64)))
	holder := struct {
		K    Key
		P    *Key
		L    []Key
		M    map[string]Key
		F    *KeyFile
		Copy KeyFile
	}{k, &k, []Key{k}, map[string]Key{"k": k}, file, *file}
	unexported := struct{ file *KeyFile }{file}
	var out strings.Builder
	for _, x := range []any{k, &k, []Key{k}, file, *file, holder, &holder, unexported} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%o", "%b", "%c", "%08x", "% x"} {
			fmt.Fprintf(&out, verb+"\n", x)
		}
		slog.New(slog.NewTextHandler(&out, nil)).Info("x", "x", x)
		slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "x", x)
		b, err := json.Marshal(x)
		if err != nil {
			t.Fatal(err)
		}
		out.Write(b)
	}
	for _, leak := range []string{"a7a7", "A7A7", "167 167", "167,167", "0xa7", "a7 a7", "p6en", "10100111", "247 247", "§§", `\xa7\xa7`} {
		if strings.Contains(out.String(), leak) {
			t.Errorf("%q is in the output", leak)
		}
	}
	if !strings.Contains(out.String(), hidden) || !strings.Contains(out.String(), file.Fingerprint()) {
		t.Error("the output shows neither that a key was there nor the fingerprint")
	}
}
