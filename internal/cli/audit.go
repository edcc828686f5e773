package cli

import (
	"encoding/json"
	"fmt"
	"os"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
)

type verifyCmd struct {
	Checkpoint string `type:"existingfile" help:"${help_verify_checkpoint}"`
}

// Run recomputes the log and holds the data against it; with a checkpoint kept elsewhere it also proves that the log has only grown.
func (c verifyCmd) Run(e *env) error {
	against := ""
	if c.Checkpoint != "" {
		b, err := os.ReadFile(c.Checkpoint)
		if err != nil {
			return fault.Wrap(err, "read the checkpoint")
		}
		against = string(b)
	}
	g, err := e.open()
	if err != nil {
		return err
	}
	defer g.Close()
	r, err := g.Verify(e.ctx, against)
	if err != nil {
		return err
	}
	if e.json {
		if err := e.document(r); err != nil {
			return err
		}
	} else if r.OK {
		fmt.Fprintln(e.out, text.LogWhole.F(e.lang, r.Size, r.Root))
	} else {
		fmt.Fprintln(e.out, text.LogBroken.F(e.lang, r.Why, firstBad(r)))
	}
	if !r.OK {
		return errFound
	}
	return nil
}

func firstBad(r gate.Report) string {
	if r.FirstBad == nil {
		return "-"
	}
	return fmt.Sprint(*r.FirstBad)
}

type proofCmd struct {
	Leaf int64 `required:"" help:"${help_proof_leaf}"`
}

// Run prints the proof that a leaf is in the log, with the signed head it is proved against and the public key.
func (c proofCmd) Run(e *env) error {
	g, err := e.open()
	if err != nil {
		return err
	}
	defer g.Close()
	p, err := g.Prove(e.ctx, c.Leaf)
	if err != nil {
		return err
	}
	return e.document(struct {
		gate.Proof
		VerifierKey string `json:"verifier_key"`
	}{p, g.VerifierKey()})
}

type checkpointCmd struct{}

// Run prints a signed head of the log, to be kept by somebody else.
func (checkpointCmd) Run(e *env) error {
	g, err := e.open()
	if err != nil {
		return err
	}
	defer g.Close()
	signed, err := g.Checkpoint(e.ctx)
	if err != nil {
		return err
	}
	if e.json {
		return e.document(map[string]string{"checkpoint": signed, "verifier_key": g.VerifierKey()})
	}
	_, err = fmt.Fprint(e.out, signed)
	return err
}

type checkCmd struct {
	Proof       string `arg:"" type:"existingfile" help:"${help_check_proof}"`
	VerifierKey string `required:"" help:"${help_check_key}"`
}

// Run checks a proof with the public key alone: it needs no database and no key file.
func (c checkCmd) Run(e *env) error {
	b, err := os.ReadFile(c.Proof)
	if err != nil {
		return fault.Wrap(err, "read the proof")
	}
	var p gate.Proof
	if err := json.Unmarshal(b, &p); err != nil || gate.CheckProof(p, c.VerifierKey) != nil {
		fmt.Fprintln(e.out, text.ProofFalse.In(e.lang))
		return errFound
	}
	fmt.Fprintln(e.out, text.ProofTrue.F(e.lang, p.LeafIndex))
	return nil
}
