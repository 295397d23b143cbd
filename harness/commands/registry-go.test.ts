import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it, type Context } from 'mocha';
import { cannot, needs } from '../development/needs.ts';
import { checkpointBytes, inFolder, treeOf } from '../../reports/registry/log.ts';
import { proverOf } from '../../reports/registry/prove.ts';
import { publish } from '../../reports/registry/publish.ts';
import type { Registry } from '../../reports/registry/registry.ts';
import {
  at,
  founded,
  idOf,
  issuedMany,
  logSigner,
  logged,
  scratch,
  seen,
} from '../../reports/registry/registry.fixture.ts';

const sumdb = '/usr/share/gocode/src/golang.org/x/mod/sumdb';
const sizes = [1, 2, 255, 256, 257, 700] as const;

/**
 * The log as Go's checksum database packages understand it, which were written by other people for another log: note.Open
 * reads the checkpoint, tlog.TileHashReader our tiles, tlog.CheckRecord and tlog.CheckTree what we prove.
 */
const program = `package main

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func check(err error) {
	if err != nil {
		fmt.Println("refused:", err)
		os.Exit(1)
	}
}

// A witness signs a text of its own (C2SP tlog-cosignature), which the note package leaves to whoever opens a note.
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (w witness) Name() string    { return w.name }
func (w witness) KeyHash() uint32 { return w.hash }
func (w witness) Verify(msg, sig []byte) bool {
	if len(sig) != 72 {
		return false
	}
	text := fmt.Sprintf("cosignature/v1\\ntime %d\\n%s", binary.BigEndian.Uint64(sig), msg)
	return ed25519.Verify(w.key, []byte(text), sig[8:])
}

func witnessOf(vkey string) note.Verifier {
	part := strings.SplitN(vkey, "+", 3)
	hash, err := strconv.ParseUint(part[1], 16, 32)
	check(err)
	key, err := base64.StdEncoding.DecodeString(part[2])
	check(err)
	return witness{part[0], uint32(hash), key[1:]}
}

type folder string

func (folder) Height() int                                { return 8 }
func (folder) SaveTiles(tiles []tlog.Tile, data [][]byte) {}
func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		data, err := os.ReadFile(filepath.Join(string(f), "tile", strings.TrimPrefix(tile.Path(), "tile/8/")))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func open(text []byte, verifiers ...note.Verifier) (tlog.Tree, int) {
	signed, err := note.Open(text, note.VerifierList(verifiers...))
	check(err)
	lines := strings.Split(signed.Text, "\\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	root, err := tlog.ParseHash(lines[2])
	check(err)
	return tlog.Tree{N: size, Hash: root}, len(signed.Sigs)
}

func hashes(lines []string) (all []tlog.Hash) {
	for _, line := range lines {
		if line != "" {
			hash, err := tlog.ParseHash(line)
			check(err)
			all = append(all, hash)
		}
	}
	return all
}

func main() {
	verifier, err := note.NewVerifier(os.Args[3])
	check(err)
	verifiers := []note.Verifier{verifier}
	for _, vkey := range os.Args[5:] {
		verifiers = append(verifiers, witnessOf(vkey))
	}
	data, err := os.ReadFile(os.Args[4])
	check(err)
	switch os.Args[1] {
	case "tiles":
		tree, signatures := open(data, verifiers...)
		reader := tlog.TileHashReader(tree, folder(os.Args[2]))
		for n := int64(0); n < tree.N; n++ {
			bundle := fmt.Sprintf("tile/entries/%03d", n/256)
			if (n/256+1)*256 > tree.N {
				bundle += fmt.Sprintf(".p/%d", tree.N%256)
			}
			all, err := os.ReadFile(filepath.Join(os.Args[2], bundle))
			check(err)
			for k := int64(0); k < n%256; k++ {
				all = all[2+int(binary.BigEndian.Uint16(all)):]
			}
			leaf := tlog.RecordHash(all[2 : 2+int(binary.BigEndian.Uint16(all))])
			proof, err := tlog.ProveRecord(tree.N, n, reader)
			check(err)
			check(tlog.CheckRecord(proof, tree.N, tree.Hash, n, leaf))
		}
		fmt.Println("read", tree.N, "entries,", signatures, "signatures")
	case "proof":
		parts := bytes.SplitN(data, []byte("\\n\\n"), 2)
		lines := strings.Split(string(parts[0]), "\\n")
		entry, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
		check(err)
		n, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
		check(err)
		tree, signatures := open(parts[1], verifiers...)
		check(tlog.CheckRecord(hashes(lines[3:]), tree.N, tree.Hash, n, tlog.RecordHash(entry)))
		fmt.Println("entry", n, "of", tree.N, "with", signatures, "signatures")
	case "consistency":
		parts := bytes.SplitN(data, []byte("\\n\\n\\n"), 3)
		before, _ := open(append(parts[0], '\\n'), verifiers...)
		later, _ := open(append(parts[1], '\\n'), verifiers...)
		check(tlog.CheckTree(hashes(strings.Split(string(parts[2]), "\\n")), later.N, later.Hash, before.N, before.Hash))
		fmt.Println("from", before.N, "to", later.N)
	}
}
`;

describe("Go's packages for transparency logs", () => {
  const { folder, remove } = scratch();
  const file = (name: string) => join(folder, name);
  const checkpoints = new Map<number, string>();
  let registry: Registry;

  const go = (what: 'tiles' | 'proof' | 'consistency', text: string | Buffer, keys: readonly string[] = []) => {
    writeFileSync(file('input'), text);
    const args = [what, registry.folder, registry.policy.logKey, file('input'), ...keys];
    return spawnSync(file('reader'), args, { encoding: 'utf8', timeout: 30_000 }).stdout;
  };

  before(async function (this: Context) {
    this.timeout(120_000);
    needs(this, 'go');
    if (!existsSync(sumdb))
      cannot(this, 'needs golang-golang-x-mod-dev; toymark doctor --fix installs what is missing');
    mkdirSync(file('source'));
    writeFileSync(file('source/main.go'), program);
    const env = {
      ...process.env,
      GO111MODULE: 'off',
      GOPATH: '/usr/share/gocode',
      GOCACHE: file('cache'),
      GOFLAGS: '',
    };
    execFileSync('go', ['build', '-o', file('reader'), file('source/main.go')], { env, stdio: 'pipe' });
    registry = await founded(file('registry'));
    for (const size of sizes) {
      const before = Math.max(0, ...checkpoints.keys());
      await publish(registry, issuedMany(before, size - before), { signer: logSigner, at });
      checkpoints.set(size, checkpointBytes(registry.folder).toString());
    }
    await seen(registry);
  });
  after(remove);

  it('open our checkpoint and prove every entry from our tiles, with the cosignatures of both witnesses', () => {
    expect(go('tiles', checkpointBytes(registry.folder), registry.policy.witnesses)).to.equal(
      'read 700 entries, 3 signatures\n',
    );
  });

  it('check our proofs', () => {
    const prover = proverOf(registry, at);
    for (const number of [0, 1, 255, 256, 511, 699])
      expect(go('proof', prover.prove(idOf(number)).text, registry.policy.witnesses)).to.equal(
        `entry ${number} of 700 with 3 signatures\n`,
      );
  });

  it('check that every earlier tree is the beginning of the last', () => {
    const tree = treeOf(inFolder(registry.folder), 700);
    const last = checkpoints.get(700) ?? '';
    for (const size of sizes.slice(0, -1)) {
      const proof = tree.consistency(size).map((hash) => `${Buffer.from(hash).toString('base64')}\n`);
      const text = `${checkpoints.get(size)}\n\n${last}\n\n${proof.join('')}`;
      expect(go('consistency', text)).to.equal(`from ${size} to 700\n`);
      const bent = text.slice(0, -5) + (text.at(-5) === 'A' ? 'Q' : 'A') + text.slice(-4);
      expect(go('consistency', bent)).to.match(/^refused: /);
    }
  });

  it('refuse what we refuse', () => {
    const text = proverOf(registry, at).prove(idOf(300)).text;
    expect(go('proof', text.replace('index 300', 'index 301'))).to.match(/^refused: invalid transparency proof/);
    expect(go('proof', text.replace('\n700\n', '\n701\n'))).to.match(/^refused: .*invalid signature/);
    expect(go('proof', text.replace(/^— registry.*\n/mu, ''))).to.match(/^refused: /);
  });

  it('and we go on agreeing after the log grew', async () => {
    await logged(registry, issuedMany(700, 600));
    expect(go('tiles', checkpointBytes(registry.folder), registry.policy.witnesses)).to.equal(
      'read 1300 entries, 3 signatures\n',
    );
  });
});
