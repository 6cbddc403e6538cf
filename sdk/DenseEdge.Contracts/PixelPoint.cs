namespace DenseEdge.Contracts;

/// <summary>A place in an image, in pixels. The centre of the top left pixel is (0, 0), as OpenCV and camera calibrations have
/// it, so the image reaches from −0.5 to width − 0.5.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Downwards.</param>
public readonly record struct PixelPoint(double X, double Y);
