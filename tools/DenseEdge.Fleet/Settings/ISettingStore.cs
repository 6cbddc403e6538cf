namespace DenseEdge.Fleet.Settings;

/// <summary>Values that all nodes share.</summary>
public interface ISettingStore
{
    /// <summary>Reads a value.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The value, or null.</returns>
    Task<string?> FindAsync(string name, CancellationToken cancellation = default);

    /// <summary>Sets a value.</summary>
    /// <param name="name">Its name, 1 to 64 characters.</param>
    /// <param name="value">The value; null removes it.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>A task.</returns>
    Task SetAsync(string name, string? value, CancellationToken cancellation = default);

    /// <summary>Sets a value unless there is one: of several nodes that start at once, one wins.</summary>
    /// <param name="name">Its name, 1 to 64 characters.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The value that holds then.</returns>
    Task<string> GetOrSetAsync(string name, string value, CancellationToken cancellation = default);
}
