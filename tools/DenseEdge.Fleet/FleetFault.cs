namespace DenseEdge.Fleet;

/// <summary>Whose fault a <see cref="FleetException"/> tells of.</summary>
public enum FleetFault
{
    /// <summary>A value is out of its range or form: HTTP 400.</summary>
    Invalid,

    /// <summary>What was named isn't there: HTTP 404.</summary>
    NotFound,

    /// <summary>It is there, but in a state that doesn't allow this: HTTP 409.</summary>
    Conflict,

    /// <summary>The database has a schema of a newer program.</summary>
    NewerSchema,
}
