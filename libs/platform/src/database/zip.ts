import { crc32 } from 'node:zlib';

/** 1 January 1980, where the calendar of zip files begins. */
const noDate = (1 << 5) | 1;

/**
 * A zip file with one file in it, not compressed: compression differs between versions of Node.js, and these bytes are
 * to be the same everywhere. The file can be read by everyone, as Lambda demands.
 *
 * Source of the format: APPNOTE.TXT of PKWARE, sections 4.3.7, 4.3.12 and 4.3.16.
 */
export function zipOf(name: string, content: Buffer): Buffer {
  const nameBytes = Buffer.from(name);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0); // The version that can unpack it.
  common.writeUInt16LE(noDate, 8);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(content.length, 14); // As it is in the zip file,
  common.writeUInt32LE(content.length, 18); // and unpacked.
  common.writeUInt16LE(nameBytes.length, 22);

  const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, nameBytes, content]);

  const madeBy = Buffer.alloc(2);
  madeBy.writeUInt16LE((3 << 8) | 20); // Unix, so that the file's mode counts.
  const attributes = Buffer.alloc(14);
  attributes.writeUInt32LE((0o100644 << 16) >>> 0, 6);
  const central = Buffer.concat([Buffer.from('PK\x01\x02'), madeBy, common, attributes, nameBytes]);

  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4); // One file on this disk,
  end.writeUInt16LE(1, 6); // and one in all.
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, Buffer.from('PK\x05\x06'), end]);
}
