namespace DenseEdge.Data.Synthetic;

/// <summary>Tells views that show a room from views of a bare wall or of one piece of furniture.</summary>
internal static class ViewCheck
{
    private const int Rows = 12;
    private const int Columns = 16;
    private const int MinClasses = 6;
    private const float MaxWallShare = 0.5f;
    private const float MaxPieceShare = 0.3f;
    private const float MinMedianDepth = 2.1f;

    /// <summary>Looks at a coarse raster of the view.</summary>
    public static bool Accepts(Scene scene)
    {
        SurfaceBuffer view = SurfaceBuffer.Trace(scene, Rows, Columns);
        int[] classes = new int[Enum.GetValues<RoomClass>().Length];
        int[] pieces = new int[scene.Pieces.Length];
        float[] depths = new float[Rows * Columns];
        for (int i = 0; i < depths.Length; i++)
        {
            Hit hit = view.Hits[i];
            depths[i] = hit.Distance;
            classes[(int)scene.ClassOf(hit.Surface)]++;
            if (hit.Surface >= Surface.FirstPiece)
            {
                pieces[hit.Surface - Surface.FirstPiece]++;
            }
        }

        Array.Sort(depths);
        return classes.Count(count => count > 0) >= MinClasses
            && classes[(int)RoomClass.Wall] < MaxWallShare * depths.Length
            && pieces.Max() < MaxPieceShare * depths.Length
            && depths[depths.Length / 2] > MinMedianDepth;
    }
}
