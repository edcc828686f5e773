// Package crypt seals the fields that may be read only through the gate and holds the keys of an installation: a master secret from
// which the working keys are derived, and the key that signs the heads of the log. It does no storage except the key file.
package crypt

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"

	"siil/internal/fault"
	"siil/internal/text"
)

// Key is an AES-256 key: a person's data key, a zone's key, or one derived from the master secret. It never prints itself. Keep it
// out of unexported fields of structs that somebody may print: package fmt cannot ask those how they want to be shown.
type Key [32]byte

const hidden = "[key hidden]"

// String hides the key.
func (Key) String() string { return hidden }

// Format hides the key from every verb of package fmt.
func (Key) Format(f fmt.State, _ rune) { fmt.Fprint(f, hidden) }

// MarshalText hides the key from the structured log and from every encoder of text.
func (Key) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// MarshalJSON hides the key.
func (Key) MarshalJSON() ([]byte, error) { return []byte(`"` + hidden + `"`), nil }

// NewKey draws a key from the machine's random source, which cannot fail.
func NewKey() Key {
	var k Key
	rand.Read(k[:])
	return k
}

// Place is where a sealed value stands. It is bound to the value: moved to another row, column, table or zone, it does not open.
type Place struct{ Zone, Table, Row, Column string }

// bind gives the associated data: a label, the version, and each part behind its length, so that no two places give the same bytes.
func (p Place) bind(label string) []byte {
	b := append(make([]byte, 0, 128), label...)
	b = append(b, version)
	for _, s := range [...]string{p.Zone, p.Table, p.Row, p.Column} {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	return b
}

// ErrSealed is the cause of the fault when a sealed value does not open: wrong key, wrong place, or changed bytes. Which of them it
// was cannot be told.
var ErrSealed = errors.New("crypt: the sealed value does not open")

const (
	version    = 1
	nonceSize  = 12
	tagSize    = 16
	labelValue = "siil value"
	labelKey   = "siil key"
)

// Overhead is how many bytes a sealed value is longer than the plain one.
const Overhead = 1 + nonceSize + tagSize

// Seal encrypts a value for its place: version byte, random nonce of 96 bits, AES-256-GCM. One key may seal up to 2^32 values.
func Seal(k Key, p Place, plain []byte) []byte { return seal(k, p.bind(labelValue), plain) }

// Open decrypts what Seal gave for the same key and place; anything else is an Internal fault with cause ErrSealed.
func Open(k Key, p Place, sealed []byte) ([]byte, error) { return open(k, p.bind(labelValue), sealed) }

// Wrap seals a key under another (kek), for its place. A wrapped key cannot be opened as a value, nor the other way round.
func Wrap(kek Key, p Place, k Key) []byte { return seal(kek, p.bind(labelKey), k[:]) }

// Unwrap gives back the key that Wrap sealed for the same place; anything else is an Internal fault with cause ErrSealed.
func Unwrap(kek Key, p Place, wrapped []byte) (Key, error) {
	plain, err := open(kek, p.bind(labelKey), wrapped)
	if err != nil {
		return Key{}, err
	}
	if len(plain) != len(Key{}) {
		return Key{}, unopened()
	}
	return Key(plain), nil
}

func seal(k Key, bound, plain []byte) []byte {
	out := append(make([]byte, 0, len(plain)+Overhead), version)
	return gcm(k).Seal(out, nil, plain, bound)
}

func open(k Key, bound, sealed []byte) ([]byte, error) {
	if len(sealed) < Overhead || sealed[0] != version {
		return nil, unopened()
	}
	plain, err := gcm(k).Open(nil, nil, sealed[1:], bound)
	if err != nil {
		return nil, unopened()
	}
	return plain, nil
}

// gcm cannot fail: the key has one of AES's three lengths.
func gcm(k Key) cipher.AEAD {
	block, err := aes.NewCipher(k[:])
	if err != nil {
		panic(err)
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic(err)
	}
	return aead
}

func unopened() error {
	return &fault.Error{Kind: fault.Internal, Text: text.InternalFault, Cause: ErrSealed}
}
