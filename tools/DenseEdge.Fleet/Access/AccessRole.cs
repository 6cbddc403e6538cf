namespace DenseEdge.Fleet.Access;

/// <summary>What a token allows; each role may what the one before may.</summary>
public enum AccessRole
{
    /// <summary>Read.</summary>
    Viewer,

    /// <summary>Publish, roll out, change devices.</summary>
    Operator,

    /// <summary>Make and remove tokens, back up.</summary>
    Admin,
}
