namespace DenseEdge.Data.Folder;

/// <summary>Something wrong with a data set.</summary>
/// <param name="IsError">
/// True if training would fail or learn from wrong labels; false for something to think about.
/// </param>
/// <param name="File">The file it is about.</param>
/// <param name="Message">What was found and what was expected; names the file again.</param>
public sealed record DatasetProblem(bool IsError, string File, string Message);
