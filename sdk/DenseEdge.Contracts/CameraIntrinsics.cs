namespace DenseEdge.Contracts;

/// <summary>
/// A camera without lens distortion: a point (X, Y, Z) in metres (x right, y down, z forward) is seen at the pixel
/// (f_x · X / Z + c_x, f_y · Y / Z + c_y). The pinhole model of R. Hartley and A. Zisserman, Multiple View Geometry in
/// Computer Vision, 2nd edition, 2003, section 6.1.
/// </summary>
/// <param name="FocalXPixels">f_x: focal length in pixel widths, above 0.</param>
/// <param name="FocalYPixels">f_y: focal length in pixel heights, above 0.</param>
/// <param name="CenterXPixels">c_x: column of the optical axis; the centre of the first column is 0.</param>
/// <param name="CenterYPixels">c_y: row of the optical axis; the centre of the first row is 0.</param>
public readonly record struct CameraIntrinsics(
    double FocalXPixels, double FocalYPixels, double CenterXPixels, double CenterYPixels)
{
    /// <summary>Whether every number is finite and both focal lengths are above 0.</summary>
    public bool IsValid => double.IsFinite(FocalXPixels) && double.IsFinite(FocalYPixels)
        && double.IsFinite(CenterXPixels) && double.IsFinite(CenterYPixels) && FocalXPixels > 0 && FocalYPixels > 0;

    /// <summary>Gets the camera that would have taken the prediction's maps.</summary>
    /// <param name="geometry">How the frame that these intrinsics belong to became the maps.</param>
    public CameraIntrinsics ForOutput(FrameGeometry geometry)
    {
        PixelPoint center = geometry.ToOutput(new PixelPoint(CenterXPixels, CenterYPixels));
        return new CameraIntrinsics(
            FocalXPixels * geometry.ScaleX, FocalYPixels * geometry.ScaleY, center.X, center.Y);
    }

    /// <summary>Finds the point that a pixel shows: X = (x − c_x) · Z / f_x, Y = (y − c_y) · Z / f_y.</summary>
    /// <param name="pixel">The pixel.</param>
    /// <param name="depth">Z, the distance along the optical axis.</param>
    /// <returns>X, Y and Z in the depth's unit: right, down and forward.</returns>
    public (double X, double Y, double Z) Unproject(PixelPoint pixel, double depth)
        => ((pixel.X - CenterXPixels) * depth / FocalXPixels, (pixel.Y - CenterYPixels) * depth / FocalYPixels, depth);
}
