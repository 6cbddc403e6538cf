namespace DenseEdge.Cli.Flashing;

/// <summary>What went over the wire for one device, over all attempts.</summary>
internal sealed class UploadTally
{
    /// <summary>Bytes of files that were handed to ssh, also those that a cut connection lost.</summary>
    public long SentBytes { get; set; }

    /// <summary>Bytes that an earlier attempt had brought there already, when this program began.</summary>
    public long FoundBytes { get; set; }

    /// <summary>How often an upload went on where a cut connection had stopped it.</summary>
    public int Resumptions { get; set; }
}
