/** A packet of the LE link layer as a sniffer heard it. The octets are reused for the next packet. */
export interface AirPacket {
  microseconds: number;
  accessAddress: number;
  /** Header and payload, without the check sum. */
  pdu: Buffer;
  /** The check sum as it was heard; undefined where the sniffer left it out or has checked it. */
  crc: number | undefined;
  /** Undefined where the recording does not tell. */
  fromCentral: boolean | undefined;
  /** The sniffer had the key, and recorded what was inside. */
  opened: boolean;
}

export const hciType = { command: 1, acl: 2, sco: 3, event: 4 } as const;

/** A packet between a host and its controller. The octets are reused for the next packet. */
export interface HciPacket {
  microseconds: number;
  /** Which controller, where a recording has several. */
  adapter: number;
  type: number;
  /** From the host to the controller; undefined where the recording does not tell. */
  sent: boolean | undefined;
  octets: Buffer;
}

export interface PacketSinks {
  readonly air: (packet: AirPacket) => void;
  readonly hci: (packet: HciPacket) => void;
}
