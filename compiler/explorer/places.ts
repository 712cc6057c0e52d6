/** Ids of the explorer's page that its script looks for. */
export const ROOT_ID = "explorer";
export const DATA_ID = "explorer-data";
