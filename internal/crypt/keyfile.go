package crypt

import (
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// KeyFile holds the two secrets of an installation: the master secret, from which working keys are derived, and the seed of the key
// that signs the log. They stand behind a pointer, so that no printing of a KeyFile, or of what holds one, shows them.
type KeyFile struct{ secret *secrets }

type secrets struct {
	master [32]byte
	seed   [ed25519.SeedSize]byte
}

// NewKeyFile makes keys in memory from a source of random bytes, for tests and seeded worlds; the same bytes give the same keys.
// It panics when the source runs dry.
func NewKeyFile(random io.Reader) *KeyFile {
	s := new(secrets)
	for _, part := range [][]byte{s.master[:], s.seed[:]} {
		if _, err := io.ReadFull(random, part); err != nil {
			panic(fmt.Errorf("crypt: random source: %w", err))
		}
	}
	return &KeyFile{s}
}

func newKeys() *KeyFile { return NewKeyFile(rand.Reader) }

// String shows the fingerprint only.
func (k KeyFile) String() string { return "[keys " + k.Fingerprint() + "]" }

// Format shows the fingerprint only, for every verb of package fmt.
func (k KeyFile) Format(f fmt.State, _ rune) { fmt.Fprint(f, k.String()) }

// MarshalJSON shows the fingerprint only.
func (k KeyFile) MarshalJSON() ([]byte, error) { return []byte(`"` + k.String() + `"`), nil }

// Derive gives the working key for a purpose (HKDF-SHA256). The same purpose always gives the same key; no working key tells
// anything about the master secret or about another.
func (k KeyFile) Derive(purpose string) Key { return Key(k.derive("key", purpose, len(Key{}))) }

// derive separates what is derived by kind, so that no purpose a caller may choose meets a key of another kind.
func (k KeyFile) derive(kind, purpose string, length int) []byte {
	b, err := hkdf.Key(sha256.New, k.secret.master[:], nil, "siil "+kind+": "+purpose, length)
	if err != nil {
		panic(err) // only for lengths above 255 hashes
	}
	return b
}

// Fingerprint is a short public name of the keys, of both secrets together. It is stored in the database, so that a start with
// another file is refused at once.
func (k KeyFile) Fingerprint() string {
	h := sha256.New()
	h.Write(k.derive("fingerprint", "", 32))
	h.Write(k.public())
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// Signer signs the heads of the log as a note, under the name "siil/" and eight digits of its public key.
func (k KeyFile) Signer() (note.Signer, error) {
	// note reads a private key as PRIVATE+KEY+name+hash+base64(1 and the seed); name and hash are those of the public key
	_, hash, ok := strings.Cut(k.VerifierKey(), "+")
	if !ok {
		return nil, fmt.Errorf("crypt: verifier key without a hash")
	}
	hash, _, _ = strings.Cut(hash, "+")
	seed := base64.StdEncoding.EncodeToString(append([]byte{1}, k.secret.seed[:]...))
	return note.NewSigner("PRIVATE+KEY+" + k.signerName() + "+" + hash + "+" + seed)
}

// VerifierKey is the public key of the log, in note's form. Whoever has it checks heads and proofs without the program's database.
func (k KeyFile) VerifierKey() string {
	v, err := note.NewEd25519VerifierKey(k.signerName(), k.public())
	if err != nil {
		panic(err) // only for a key of another length
	}
	return v
}

func (k KeyFile) signerName() string {
	sum := sha256.Sum256(k.public())
	return "siil/" + hex.EncodeToString(sum[:4])
}

func (k KeyFile) public() ed25519.PublicKey {
	return ed25519.NewKeyFromSeed(k.secret.seed[:]).Public().(ed25519.PublicKey)
}
