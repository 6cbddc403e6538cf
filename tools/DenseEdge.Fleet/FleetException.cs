namespace DenseEdge.Fleet;

/// <summary>Something that a caller asked for can't be done; the message says what was expected, found, and what to do.</summary>
public sealed class FleetException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="fault">Whose fault.</param>
    /// <param name="message">What was expected, what was found, what to do.</param>
    public FleetException(FleetFault fault, string message)
        : base(message) => Fault = fault;

    /// <summary>Whose fault it is.</summary>
    public FleetFault Fault { get; }

    internal static FleetException Invalid(string message) => new(FleetFault.Invalid, message);

    internal static FleetException NotFound(string message) => new(FleetFault.NotFound, message);

    internal static FleetException Conflict(string message) => new(FleetFault.Conflict, message);
}
