// Live-object counters of the native libraries count for the whole process, and libtorch already uses every core.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
