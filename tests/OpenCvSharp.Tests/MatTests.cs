using OpenCvSharp.Internal;

namespace OpenCvSharp.Tests;

public sealed class MatTests
{
    [Fact]
    public void Mat_OfSizeAndType_TellsItsLayout()
    {
        using var mat = new Mat(3, 5, MatType.CV_16UC2);

        Assert.Equal((3, 5, 2, 4, 20L), (mat.Rows, mat.Cols, mat.Channels(), mat.ElemSize(), mat.Step()));
        Assert.Equal(MatType.CV_16UC2, mat.Type());
        Assert.Equal(MatType.CV_16U, mat.Depth());
        Assert.Equal(new Size(5, 3), mat.Size());
        Assert.True(mat.IsContinuous());
        Assert.False(mat.Empty());
    }

    [Fact]
    public void Mat_WithoutSize_IsEmpty()
    {
        using var mat = new Mat();

        Assert.True(mat.Empty());
        Assert.Equal(0, mat.Rows);
    }

    [Fact]
    public void Mat_OverAnArray_SharesItsElements()
    {
        byte[] data = [1, 2, 3, 4, 5, 6];
        using Mat mat = Mat.FromPixelData(2, 3, MatType.CV_8UC1, data);

        mat.Set(1, 2, (byte)9);

        Assert.Equal(9, data[5]);
        Assert.Equal(4, mat.Get<byte>(1, 0));
    }

    [Fact]
    public void Region_OfAMatrixOverAnArray_OutlivesIt()
    {
        byte[] data = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        Mat whole = Mat.FromPixelData(3, 3, MatType.CV_8UC1, data);
        using Mat part = whole[new Rect(1, 1, 2, 2)];
        whole.Dispose();
        GC.Collect();

        Assert.Equal([5, 6, 8, 9], new byte[] { part.At<byte>(0, 0), part.At<byte>(0, 1), part.At<byte>(1, 0), part.At<byte>(1, 1) });
        Assert.True(part.IsSubmatrix());
        Assert.Equal(3, part.Step());
    }

    [Fact]
    public void Region_OutsideTheMatrix_ThrowsOpenCvsWords()
    {
        using var mat = new Mat(3, 3, MatType.CV_8UC1);

        OpenCVException e = Assert.Throws<OpenCVException>(() => mat[new Rect(2, 2, 5, 5)]);

        Assert.Equal(ErrorCode.StsAssert, e.Status);
        Assert.StartsWith("cv_mat_new_region: ", e.ErrMsg, StringComparison.Ordinal);
        Assert.Contains("roi.width", e.Message, StringComparison.Ordinal);
        Assert.NotEqual(0, e.Line);
    }

    [Fact]
    public void Clone_OfAMatrix_HasItsOwnData()
    {
        using var mat = new Mat(1, 2, MatType.CV_8UC1, new Scalar(7));
        using Mat clone = mat.Clone();

        clone.Set(0, 0, (byte)1);

        Assert.Equal(7, mat.Get<byte>(0, 0));
        Assert.Equal(7, clone.Get<byte>(0, 1));
    }

    [Fact]
    public void ConvertTo_WithFactorAndOffset_ScalesAndHoldsTheRange()
    {
        using Mat mat = Mat.FromPixelData(1, 3, MatType.CV_8UC1, new byte[] { 0, 100, 200 });
        using var result = new Mat();

        mat.ConvertTo(result, MatType.CV_8UC1, 2, 1);

        Assert.Equal([1, 201, 255], new[] { result.Get<byte>(0, 0), result.Get<byte>(0, 1), result.Get<byte>(0, 2) });
    }

    [Fact]
    public void CopyTo_WithAMask_CopiesWhereItIsNotZero()
    {
        using Mat source = Mat.FromPixelData(1, 2, MatType.CV_8UC1, new byte[] { 5, 6 });
        using Mat mask = Mat.FromPixelData(1, 2, MatType.CV_8UC1, new byte[] { 0, 1 });
        using var target = new Mat(1, 2, MatType.CV_8UC1, new Scalar(1));

        source.CopyTo(target, mask);

        Assert.Equal((1, 6), (target.Get<byte>(0, 0), target.Get<byte>(0, 1)));
    }

    [Fact]
    public void Mat_AfterDispose_ThrowsObjectDisposed()
    {
        var mat = new Mat(1, 1, MatType.CV_8UC1);
        mat.Dispose();
        mat.Dispose();

        Assert.True(mat.IsDisposed);
        Assert.Throws<ObjectDisposedException>(() => mat.Rows);
        Assert.Throws<ObjectDisposedException>(() => mat.CvPtr);
    }

    [Fact]
    public void Mats_AfterDispose_AreGoneFromTheNativeSide()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        int before = NativeMethods.LiveMats();

        for (int i = 0; i < 20; i++)
        {
            using var mat = new Mat(4, 4, MatType.CV_8UC3, Scalar.All(9));
            using Mat part = mat[new Rect(0, 0, 2, 2)];
            using Mat clone = part.Clone();
            Mat[] planes = Cv2.Split(clone);
            Array.ForEach(planes, plane => plane.Dispose());
            Assert.True(Cv2.ImEncode(".png", mat, out byte[] bytes));
            using Mat decoded = Cv2.ImDecode(bytes, ImreadModes.Color);
        }

        Assert.Equal(before, NativeMethods.LiveMats());
    }

    [Theory]
    [InlineData(0, 3, "CV_8UC3")]
    [InlineData(5, 1, "CV_32FC1")]
    [InlineData(6, 7, "CV_64FC(7)")]
    public void MatType_OfDepthAndChannels_HasItsName(int depth, int channels, string name)
    {
        MatType type = MatType.MakeType(depth, channels);

        Assert.Equal(name, type.ToString());
        Assert.Equal((depth, channels), (type.Depth, type.Channels));
    }

    [Fact]
    public void MatType_OfNoChannels_ThrowsWithTheRange()
    {
        OpenCvSharpException e = Assert.Throws<OpenCvSharpException>(() => MatType.MakeType(0, 0));

        Assert.Contains("1 to 511", e.Message, StringComparison.Ordinal);
    }
}
