/** What the form is filled with: observations of three stations, one of which has no temperature. */
export const EXAMPLE = `wsi_series,wsi_issuer,wsi_issue_number,wsi_local,year,month,day,hour,minute,latitude,longitude,air_temperature
0,454,2,AWSCHILEKA,2024,3,31,6,0,-15.68,34.97,295.65
0,454,2,AWSDEDZA,2024,3,31,6,0,-14.37,34.33,291.25
0,454,2,AWSMALOMO,2024,3,31,6,0,-13.14,33.65,
`;
