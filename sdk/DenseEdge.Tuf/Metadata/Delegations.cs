using System.Text.Json;

namespace DenseEdge.Tuf.Metadata;

/// <summary>Whom a targets role trusts with which paths, first come first served (section 4.5; hash bins: TAP 15).</summary>
internal sealed class Delegations
{
    private readonly List<DelegatedRole> _roles = [];
    private readonly HashBins? _bins;

    private Delegations()
    {
    }

    private Delegations(JsonElement json)
    {
        Dictionary<string, PublicKeyRecord> keys = RoleKeys.ReadKeys(json.Child("keys"));
        bool hasRoles = json.Optional("roles") is not null;
        if (hasRoles == json.Optional("succinct_roles") is not null)
        {
            throw TufException.Malformed("Expected either 'roles' or 'succinct_roles' in 'delegations', found both or neither.");
        }

        if (hasRoles)
        {
            ReadRoles(json.Items("roles"), keys);
        }
        else
        {
            _bins = HashBins.Read(json.Child("succinct_roles"), keys);
        }
    }

    /// <summary>Nobody.</summary>
    public static Delegations None { get; } = new();

    /// <summary>Reads them.</summary>
    public static Delegations Read(JsonElement json) => new(json);

    /// <summary>The roles that may describe a file, in the order in which they are asked.</summary>
    public IEnumerable<DelegatedRole> For(string path)
        => _bins is null ? _roles.Where(role => role.Covers(path)) : [_bins.RoleFor(path)];

    private void ReadRoles(JsonElement items, Dictionary<string, PublicKeyRecord> keys)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (JsonElement item in items.EnumerateArray())
        {
            DelegatedRole role = DelegatedRole.Read(item, keys);
            if (!names.Add(role.Name))
            {
                throw TufException.Malformed($"Expected each delegated role once, found '{role.Name}' twice.");
            }

            _roles.Add(role);
        }
    }
}
