package crypt

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"pgregory.net/rapid"

	"siil/internal/fault"
	"siil/internal/text"
)

func seeded(seed byte) *KeyFile { return NewKeyFile(rand.NewChaCha8([32]byte{seed})) }

func TestKeyFileIsPrivateAndComesBack(t *testing.T) {
	defer syscall.Umask(syscall.Umask(0))
	path := filepath.Join(t.TempDir(), "master.key")
	made, err := CreateKeyFile(path)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode() != 0o600 {
		t.Fatalf("mode %v, %v", info.Mode(), err)
	}
	read, err := LoadKeyFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if read.Fingerprint() != made.Fingerprint() || read.Derive("x") != made.Derive("x") || read.VerifierKey() != made.VerifierKey() {
		t.Error("the file gives other keys")
	}
	content, _ := os.ReadFile(path)
	if !strings.HasPrefix(string(content), "# Keys of SIIL ("+made.Fingerprint()+")") {
		t.Errorf("header: %.60q", content)
	}
}

func TestKeyFileIsNeverOverwritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "master.key")
	made, err := CreateKeyFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := CreateKeyFile(path); !fault.Is(err, fault.Conflict) {
		t.Errorf("second time: %v", err)
	}
	if read, err := LoadKeyFile(path); err != nil || read.Fingerprint() != made.Fingerprint() {
		t.Errorf("after the second time: %v", err)
	}
}

func TestKeyFileModes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "master.key")
	if _, err := CreateKeyFile(path); err != nil {
		t.Fatal(err)
	}
	for mode := range os.FileMode(0o1000) {
		if mode&0o400 == 0 {
			continue // its owner could not read it
		}
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		_, err := LoadKeyFile(path)
		if private := mode&0o077 == 0; private != (err == nil) {
			t.Fatalf("mode %04o: %v", mode, err)
		}
		if err != nil && !strings.Contains(words(t, err), "chmod 600 "+path) {
			t.Fatalf("mode %04o: the words do not tell what to do: %s", mode, words(t, err))
		}
	}
}

func TestKeyFileAbsentOrUnwritable(t *testing.T) {
	path := filepath.Join(t.TempDir(), "none", "master.key")
	if _, err := LoadKeyFile(path); !fault.Is(err, fault.NotFound) || !strings.Contains(words(t, err), path) {
		t.Errorf("absent: %v", err)
	}
	if _, err := CreateKeyFile(path); !fault.Is(err, fault.Invalid) || !strings.Contains(words(t, err), path) {
		t.Errorf("no folder: %v", err)
	}
}

// Every character of the lines that matter is held by the check line, and no error repeats what stands in the file.
func TestDamagedKeyFileIsRefused(t *testing.T) {
	whole := string(seeded(1).encode())
	body := strings.Index(whole, fileVersion)
	for i := body; i < len(whole)-1; i++ {
		bad := whole[:i] + string(whole[i]^1) + whole[i+1:]
		if _, err := decodeKeys([]byte(bad)); err == nil {
			t.Errorf("character %d changed from %q: accepted", i, whole[i])
		}
	}
	secret := strings.Fields(whole[body:])[3]
	for name, bad := range map[string]string{
		"empty": "", "comment only": "# nothing\n", "other version": strings.Replace(whole, "siil-keys 1", "siil-keys 2", 1),
		"line doubled": whole + "check 00000000\n", "cut": whole[:len(whole)-20], "not text": "\xff\xfe\x00",
		"master is short": strings.Replace(whole, secret, secret[:40], 1), "no check": whole[:strings.Index(whole, "check")],
	} {
		path := filepath.Join(t.TempDir(), "bad.key")
		if err := os.WriteFile(path, []byte(bad), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := LoadKeyFile(path)
		if !fault.Is(err, fault.Invalid) || !strings.Contains(words(t, err), path) {
			t.Errorf("%s: %v", name, err)
		} else if strings.Contains(err.Error(), secret[:12]) || strings.Contains(words(t, err), secret[:12]) {
			t.Errorf("%s: the error tells the secret", name)
		}
	}
}

func FuzzDecodeKeys(f *testing.F) {
	f.Add(seeded(1).encode())
	f.Add([]byte("siil-keys 1\nmaster \nledger \ncheck \n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		k, err := decodeKeys(content)
		if err != nil {
			return
		}
		again, err := decodeKeys(k.encode())
		if err != nil || again.Fingerprint() != k.Fingerprint() {
			t.Errorf("accepted, but does not come back: %v", err)
		}
	})
}

func words(t *testing.T, err error) string {
	t.Helper()
	f, ok := err.(*fault.Error)
	if !ok {
		t.Fatalf("not a fault: %v", err)
	}
	return f.Text.In(text.Italian) + f.Text.In(text.English)
}

func TestKeysDependOnEveryRandomByte(t *testing.T) {
	from := bytes.Repeat([]byte{7}, 64)
	base := NewKeyFile(bytes.NewReader(from))
	if NewKeyFile(bytes.NewReader(from)).Fingerprint() != base.Fingerprint() {
		t.Fatal("the same bytes give other keys")
	}
	for i := range from {
		other := NewKeyFile(bytes.NewReader(flip(from, i*8)))
		if other.Fingerprint() == base.Fingerprint() {
			t.Errorf("byte %d does not count", i)
		}
		if (other.Derive("x") != base.Derive("x")) != (i < 32) || (other.VerifierKey() != base.VerifierKey()) != (i >= 32) {
			t.Errorf("byte %d: the master secret and the signing key are not apart", i)
		}
	}
}

func TestDerivedKeysDiffer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := seeded(1)
		a, b := rapid.String().Draw(t, "a"), rapid.String().Draw(t, "b")
		if (k.Derive(a) == k.Derive(b)) != (a == b) {
			t.Fatalf("purposes %q and %q", a, b)
		}
		if k.Derive(a) == seeded(2).Derive(a) {
			t.Fatal("two installations derive the same key")
		}
	})
}

func TestSignerAndVerifierBelongTogether(t *testing.T) {
	for seed := range byte(20) {
		k := seeded(seed)
		signer, err := k.Signer()
		if err != nil {
			t.Fatal(err)
		}
		signed, err := note.Sign(&note.Note{Text: "head\n"}, signer)
		if err != nil {
			t.Fatal(err)
		}
		v, err := note.NewVerifier(k.VerifierKey())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := note.Open(signed, note.VerifierList(v)); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
		if name := signer.Name(); len(name) != len("siil/")+8 || !strings.HasPrefix(name, "siil/") {
			t.Errorf("name %q", name)
		}
		other, _ := note.NewVerifier(seeded(seed + 1).VerifierKey())
		if _, err := note.Open(signed, note.VerifierList(other)); err == nil {
			t.Errorf("seed %d: another key verifies", seed)
		}
	}
}
