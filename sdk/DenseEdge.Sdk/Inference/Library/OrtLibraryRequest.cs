namespace DenseEdge.Sdk.Inference.Library;

/// <summary>A native library that the user asks for.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Origin">Where the user said so, for messages.</param>
internal sealed record OrtLibraryRequest(string Path, string Origin)
{
    /// <summary>Finds what the user asks for: the option, else the environment variable.</summary>
    /// <param name="option">The option; null or empty if it isn't set.</param>
    /// <param name="variable">The variable's value; null or empty if it isn't set.</param>
    /// <returns>Null if neither is set.</returns>
    public static OrtLibraryRequest? From(string? option, string? variable)
        => !string.IsNullOrEmpty(option)
            ? new OrtLibraryRequest(System.IO.Path.GetFullPath(option), nameof(PredictorOptions.NativeLibraryPath))
            : !string.IsNullOrEmpty(variable)
                ? new OrtLibraryRequest(System.IO.Path.GetFullPath(variable), OrtLibrary.Variable)
                : null;
}
