namespace DenseEdge.Tuf.Metadata;

/// <summary>What the metadata of every role has (TUF 1.0.34, section 4.3).</summary>
internal abstract class RoleMetadata
{
    private const string SupportedMajor = "1";

    protected RoleMetadata(SignedFile file, string type)
    {
        File = file;
        string found = file.Signed.Text("_type");
        if (found != type)
        {
            throw TufException.Malformed($"{file.Name}: expected metadata of the type '{type}', found '{found}'.");
        }

        string specification = file.Signed.Text("spec_version");
        if (specification.Split('.')[0] != SupportedMajor)
        {
            throw TufException.Malformed($"{file.Name}: expected TUF {SupportedMajor}, found '{specification}'.");
        }

        Version = file.Signed.Integer("version", least: 1);
        Expires = file.Signed.Time("expires");
    }

    /// <summary>The file that it was read from.</summary>
    public SignedFile File { get; }

    /// <summary>At least 1.</summary>
    public long Version { get; }

    /// <summary>From this moment on it is not to be trusted.</summary>
    public DateTimeOffset Expires { get; }

    /// <summary>Throws if it has expired.</summary>
    public void CheckExpiry(DateTimeOffset now)
    {
        if (Expires <= now)
        {
            throw new TufException(
                TufReason.Expired,
                $"Expected {File.Name} that is valid at {JsonFields.TimeText(now)}, "
                + $"found one that expired at {JsonFields.TimeText(Expires)}. Publish again, or check this machine's clock.");
        }
    }

    /// <summary>Throws unless this is the version that another role announces.</summary>
    public void CheckVersion(long announced)
    {
        if (Version != announced)
        {
            throw new TufException(
                TufReason.Mismatch, $"Expected version {announced} of {File.Name}, as announced, found {Version}.");
        }
    }
}
