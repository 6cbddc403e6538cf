namespace DenseEdge.Contracts;

/// <summary>One class of a task: what the pixel value at its position in the list means, and its colour in
/// pictures.</summary>
/// <param name="Name">The name people read, such as "floor".</param>
/// <param name="Red">Red, 0 to 255.</param>
/// <param name="Green">Green, 0 to 255.</param>
/// <param name="Blue">Blue, 0 to 255.</param>
public sealed record LabelClass(string Name, byte Red, byte Green, byte Blue);
