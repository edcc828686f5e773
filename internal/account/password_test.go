package account

import (
	"strings"
	"testing"

	"siil/internal/text"
)

func TestCheckPassword(t *testing.T) {
	for _, c := range []struct {
		password string
		want     text.T
	}{
		{"", text.PasswordShort.With(minPassword)},
		{"undici lett", text.PasswordShort.With(minPassword)},
		{strings.Repeat("abcdefghij", 13), text.PasswordLong.With(maxPassword)},
		{"password1234", text.PasswordCommon},
		{"Password2026!", text.PasswordCommon},
		{"P@ssw0rd123456", text.PasswordCommon},
		{"Juventus1897!!!", text.PasswordCommon},
		{"benvenutobenvenuto", text.PasswordCommon},
		{"forzaromaforzaroma", text.PasswordCommon},
		{"amoremiotesoro1", text.PasswordCommon},
		{"Valdinievole2026", text.PasswordCommon},
		{"qwertyuiop123", text.PasswordCommon},
		{"123456789012", text.PasswordCommon},
		{"210987654321", text.PasswordCommon},
		{"abcdefghijklmnop", text.PasswordCommon},
		{"aaaaaaaaaaaaaaaa", text.PasswordCommon},
		{"ababababababab", text.PasswordCommon},
		{"24/11/2026 09:30", text.PasswordCommon},
		{"mi chiamo Elena ok", text.PasswordOwn},
		{"x9 R1ghi zzz 77 kk", text.PasswordOwn},
		{"e.righi.pass.77.kq", text.PasswordOwn},
		{good, text.T{}},
		{"graffetta-zenit-mulo-42", text.T{}},
		{"q8#Lm2vT!zR4", text.T{}},
		{"perché così no, cioè", text.T{}},
		{"лошадь батарея скрепка", text.T{}},
	} {
		if got := CheckPassword(c.password, "Elena", "Righi", "e.righi@comune.example"); got != c.want {
			t.Errorf("%q: %q, want %q", c.password, got[0], c.want[0])
		}
	}
}

func TestOneTimeSecretsPassTheRules(t *testing.T) {
	seen := map[string]bool{}
	for range 500 {
		p := oneTimePassword()
		if CheckPassword(p, "Elena", "Righi", "e@x.example") != (text.T{}) || seen[p] || len(plainCode(p)) != 16 {
			t.Fatalf("%q", p)
		}
		seen[p] = true
	}
}

func TestArgon2id(t *testing.T) {
	h := Argon2id.Hash("perché no, davvero")
	if !strings.HasPrefix(h, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Fatal(h)
	}
	if !Argon2id.Check("perche\u0301 no, davvero", h) {
		t.Error("the same letters, composed otherwise, are another password")
	}
	for name, bad := range map[string]string{"changed": h[:len(h)-1] + "A", "greedy": strings.Replace(h, "m=19456", "m=4194304", 1), "weak": strings.Replace(h, "m=19456,t=2", "m=8,t=1", 1),
		"empty": "", "plain": "password", "other": strings.Replace(h, "argon2id", "argon2i", 1)} {
		if Argon2id.Check("perché no, davvero", bad) && h != bad {
			t.Errorf("%s passes", name)
		}
	}
	if Argon2id.Check("perché no", h) {
		t.Error("a wrong password passes")
	}
}
