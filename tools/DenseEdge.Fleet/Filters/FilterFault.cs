namespace DenseEdge.Fleet.Filters;

/// <summary>The one error of a filter.</summary>
internal static class FilterFault
{
    /// <param name="position">Where, from 1.</param>
    /// <param name="message">What was expected or found.</param>
    public static FleetException At(int position, string message) =>
        FleetException.Invalid($"The filter can't be read at character {position}: {message}.");
}
