using System.Text.Json;

namespace DenseEdge.Tuf.Metadata;

/// <summary>targets.json, and the same of a delegated role: files, and who else may describe files (section 4.5).</summary>
internal sealed class TargetsMetadata : RoleMetadata
{
    private TargetsMetadata(SignedFile file)
        : base(file, RoleNames.Targets)
    {
        Dictionary<string, TargetInfo> targets = new(StringComparer.Ordinal);
        foreach ((string path, JsonElement value) in file.Signed.Child("targets").Fields())
        {
            targets[path] = new TargetInfo(
                path,
                value.Integer("length", least: 0),
                Hashes.Read(value.Child("hashes")),
                value.Optional("custom") is null ? null : value.Child("custom"));
        }

        Targets = targets;
        Delegations = file.Signed.Optional("delegations") is null
            ? Delegations.None
            : Delegations.Read(file.Signed.Child("delegations"));
    }

    /// <summary>The files by path.</summary>
    public IReadOnlyDictionary<string, TargetInfo> Targets { get; }

    /// <summary>Who else is trusted with which paths.</summary>
    public Delegations Delegations { get; }

    /// <summary>Reads it; nothing is checked that needs a key.</summary>
    public static TargetsMetadata Read(SignedFile file) => new(file);
}
